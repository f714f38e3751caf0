import { AppError } from '../../schema/errors.ts';
import { productId, type ProductId } from '../../schema/ids.ts';
import type { ItemTable } from '../item-table.ts';
import type { ModelComponent } from '../model/model-types.ts';
import type { SlistNeighbours } from './slist-neighbours.ts';

const ITEM_IDS = 'item.ids';
const NEIGHBOURS = 'neighbour.items';
const WEIGHTS = 'neighbour.weights';

export interface StoredSlist {
  readonly pastDecay: number;
  /** In the order of its rows. */
  readonly itemIds: readonly ProductId[];
  readonly neighbours: SlistNeighbours;
}

/** A sequential linear model as a part of a model directory. */
export function toSlistComponent({ pastDecay, itemIds, neighbours }: StoredSlist): ModelComponent {
  const shape = [itemIds.length, neighbours.width];
  return {
    settings: { pastDecay, width: neighbours.width },
    weights: [
      { name: ITEM_IDS, shape: [itemIds.length], data: itemIds },
      { name: NEIGHBOURS, shape, data: neighbours.items },
      { name: WEIGHTS, shape, data: neighbours.weights },
    ],
  };
}

/** @throws AppError `INVARIANT_BROKEN` where something is missing or does not fit together, naming it. */
export function fromSlistComponent({ settings, weights }: ModelComponent): StoredSlist {
  const of = (name: string) => weights.find((weight) => weight.name === name)?.data;
  const { pastDecay, width } = settings;
  const [ids, items, values] = [of(ITEM_IDS), of(NEIGHBOURS), of(WEIGHTS)];
  if (typeof pastDecay !== 'number' || typeof width !== 'number') {
    throw new AppError('INVARIANT_BROKEN', `SLIST settings: expected pastDecay and width, got ${Object.keys(settings).join(', ')}.`);
  }
  if (!Array.isArray(ids) || !(items instanceof Int32Array) || !(values instanceof Float32Array)) {
    throw new AppError('INVARIANT_BROKEN', `SLIST weights: expected ${ITEM_IDS}, ${NEIGHBOURS} and ${WEIGHTS}.`);
  }
  if (!(pastDecay > 0 && pastDecay <= 1)) throw new AppError('INVARIANT_BROKEN', `SLIST pastDecay: expected more than 0, at most 1, got ${pastDecay}.`);
  for (const [name, { length }] of [[NEIGHBOURS, items], [WEIGHTS, values]] as const) {
    if (length !== ids.length * width) throw new AppError('INVARIANT_BROKEN', `SLIST ${name}: expected ${ids.length} rows of ${width}, got ${length} values.`);
  }
  const strange = items.find((item) => item < 0 || item >= ids.length);
  if (strange !== undefined) throw new AppError('INVARIANT_BROKEN', `SLIST ${NEIGHBOURS}: expected items of 0 to ${ids.length - 1}, got ${strange}.`);
  return { pastDecay, itemIds: (ids as string[]).map(productId), neighbours: { width, items, weights: values } };
}

/** The same model over another table of items: rows are where the table says; items that it lacks are added to it. */
export function slistOver(table: ItemTable, { itemIds, neighbours }: StoredSlist): SlistNeighbours {
  const numbers = Int32Array.from(itemIds, (id) => table.add(id));
  const { width } = neighbours;
  const over = { width, items: new Int32Array(table.size * width), weights: new Float32Array(table.size * width) };
  numbers.forEach((number, row) => {
    for (let place = 0; place < width; place += 1) {
      over.items[number * width + place] = numbers[neighbours.items[row * width + place]!]!;
      over.weights[number * width + place] = neighbours.weights[row * width + place]!;
    }
  });
  return over;
}
