import type { SourceRecord } from '../../stores/ports/catalog-store.ts';
import { balancedChoice } from './balanced-choice.ts';
import { buildModel } from './build-model.ts';
import { DIRT_KINDS } from './dirt-kinds.ts';
import { spoil } from './dirt.ts';
import type { DirtKind } from './dirt-kinds.ts';
import { modelSchedule } from './model-schedule.ts';
import { planModel } from './plan-model.ts';
import { createRandom } from './random.ts';
import type { SampleProduct } from './sample-product.ts';
import { textField } from './text-field.ts';

export interface SampleOptions {
  /** Whole number; the same seed gives the same bytes. */
  readonly seed: number;
  /** Records in all, the dirty ones included. */
  readonly products: number;
  /** Where the shop is served, without a slash at the end; pages and images lie below it. */
  readonly baseUrl?: string;
}

/** One record in so many is spoilt on purpose, in each of the ways of `DIRT_KINDS`. */
const DIRT_EVERY = 750;

/** How often a model is drawn anew because its title has been there. */
const REDRAWS = 12;

/** A believable shop, product by product, with what the generator knows of each. Reads no clock; no brand or person is real. */
export function* generateSample({ seed, products, baseUrl = 'http://127.0.0.1:4000' }: SampleOptions): Generator<SampleProduct> {
  const dirtAt = placeDirt(seed, products);
  const titles = new Set<string>();
  let index = 0;
  const turns = new Map<string, number>();
  let previous: SampleProduct | null = null;
  for (const kind of modelSchedule(seed)) {
    const row = [seed, kind.type.key, kind.language];
    const turn = turns.get(row.join()) ?? 0;
    turns.set(row.join(), turn + 1);
    let variants: readonly SampleProduct[] = [];
    for (let draw = 0; draw <= REDRAWS; draw += 1) {
      const random = createRandom(...row, turn, draw);
      variants = buildModel(planModel(kind, balancedChoice({ row, turn, redraw: draw }), random), random, { firstIndex: index, baseUrl });
      if (!variants.some(({ record }) => titles.has(textField(record.record, 'title')))) break;
    }
    for (const variant of variants) {
      if (index >= products) return;
      titles.add(textField(variant.record.record, 'title'));
      const dirt = dirtAt.get(index);
      yield dirt === undefined || previous === null ? variant : spoil(variant, dirt, previous);
      previous = variant;
      index += 1;
    }
  }
}

/** The records alone, as `CatalogStore.putSources` takes them. */
export function* generateSampleCatalog(options: SampleOptions): Generator<SourceRecord> {
  for (const { record } of generateSample(options)) yield record;
}

/** Never the first, which has none before it to repeat, and never two in a row. */
function placeDirt(seed: number, products: number): ReadonlyMap<number, DirtKind> {
  const random = createRandom(seed, 'dirt');
  const places = Array.from({ length: Math.max(0, Math.floor((products - 1) / 2)) }, (_, pair) => 1 + pair * 2);
  const kinds = Array.from({ length: Math.max(1, Math.round(products / DIRT_EVERY)) }, () => DIRT_KINDS).flat();
  return new Map(random.sample(places, kinds.length).map((place, turn) => [place, kinds[turn]!]));
}
