import { createItemTable, type SequenceStep } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { ScratchShop } from '../scratch-shop.ts';
import type { TrainingWorld } from './training-worlds.ts';

/** What a user encoder learns from: items of one or several shops, numbered through, and what shoppers did with them. */
export interface EncoderExamples {
  readonly itemIds: readonly ProductId[];
  /** `[itemIds, contentDimension]`, row-major; 0 for an item without content. */
  readonly content: Float32Array;
  readonly contentDimension: number;
  /** Oldest first, one a shopper; those of fewer than two steps are left out. */
  readonly histories: readonly (readonly SequenceStep[])[];
  /** Items that are looked for in one search: the same category. Number of the category by item. */
  readonly categories: Int32Array;
}

/** The examples of one shop whose products are in the index: their content is what the index stores of them. */
export async function encoderExamples({ offers, year }: TrainingWorld, { shop }: ScratchShop): Promise<EncoderExamples> {
  const table = createItemTable(offers.map(({ id }) => id));
  const stored = await shop.index.featuresByIds(offers.map(({ id }) => id));
  const contentDimension = stored.find((features) => features?.embedding != null)?.embedding?.length ?? 0;
  const content = new Float32Array(offers.length * contentDimension);
  stored.forEach((features, item) => content.set(features?.embedding ?? [], item * contentDimension));
  const paths = [...new Set(offers.map(({ path }) => path.join('/')))];
  const numbers = new Map(paths.map((path, number) => [path, number]));
  const histories = new Map<string, SequenceStep[]>();
  for (const { shopper, type, productId, atMs } of year.events) {
    if (type === 'IMPRESSION') continue;
    const history = histories.get(shopper) ?? [];
    histories.set(shopper, history);
    history.push({ item: table.indexOf(productId)!, type, atMs });
  }
  return {
    itemIds: offers.map(({ id }) => id),
    content,
    contentDimension,
    histories: [...histories.values()].filter(({ length }) => length > 1),
    categories: Int32Array.from(offers, ({ path }) => numbers.get(path.join('/'))!),
  };
}

/** All shops' examples as one; items and categories are numbered through. */
export function joinExamples(all: readonly EncoderExamples[]): EncoderExamples {
  const contentDimension = all[0]?.contentDimension ?? 0;
  const itemIds: ProductId[] = [];
  const histories: (readonly SequenceStep[])[] = [];
  const categories: number[] = [];
  const content = new Float32Array(all.reduce((sum, part) => sum + part.content.length, 0));
  for (const part of all) {
    const [firstItem, firstCategory] = [itemIds.length, categories.reduce((largest, category) => Math.max(largest, category), -1) + 1];
    content.set(part.content, firstItem * contentDimension);
    itemIds.push(...part.itemIds);
    categories.push(...Array.from(part.categories, (category) => category + firstCategory));
    histories.push(...part.histories.map((history) => history.map((step) => ({ ...step, item: step.item + firstItem }))));
  }
  return { itemIds, content, contentDimension, histories, categories: Int32Array.from(categories) };
}
