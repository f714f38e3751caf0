import * as fc from 'fast-check';
import type { ItemBehaviour, RankedProduct, RerankCandidate, RerankInput, RerankStep } from '../../../ranker/index.ts';
import { STEP_TYPES } from '../../../ranker/index.ts';
import { categoryId, productId } from '../../../schema/ids.ts';

export const NOW_MS = Date.UTC(2026, 10, 24);

const DIMENSION = 8;
const ids = fc.integer({ min: 0, max: 40 }).map((number) => productId(`p${number}`));
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 3 });

const unitVector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSION, maxLength: DIMENSION })
  .map((values) => {
    const length = Math.hypot(...values) || 1;
    return Float32Array.from(values, (value) => value / length);
  });

const ranked: fc.Arbitrary<RankedProduct> = fc.record({
  brand: orNull(fc.constantFrom('Acme', 'Bolt', 'Cork')),
  categoryIds: fc.array(fc.constantFrom('a', 'a/b', 'a/b/c', 'd').map(categoryId), { maxLength: 3 }),
  price: orNull(fc.integer({ min: 0, max: 1_000_000 })),
  listPrice: orNull(fc.integer({ min: 0, max: 1_000_000 })),
  rating: orNull(fc.record({ average: fc.double({ min: 1, max: 5, noNaN: true }), count: fc.integer({ min: 0, max: 9_999 }) })),
  releasedAtMs: orNull(fc.integer({ min: 0, max: NOW_MS * 2 })),
  embedding: orNull(unitVector),
});

/** Best first, as a recall gives them: fewer missing words, then available, then score. */
export const candidates: fc.Arbitrary<readonly RerankCandidate[]> = fc
  .uniqueArray(
    fc.record({
      id: ids,
      lexicalScore: fc.double({ min: 0, max: 30, noNaN: true }),
      missingWords: fc.integer({ min: 0, max: 6 }),
      semanticScore: orNull(fc.double({ min: -1, max: 1, noNaN: true })),
      relevanceScore: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0.2, max: 1.2, noNaN: true })),
      available: fc.boolean(),
      stored: ranked,
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  )
  .chain((unsorted) => fc.constantFrom(unsorted, unsorted.toSorted(byRecall)));

function byRecall(a: RerankCandidate, b: RerankCandidate): number {
  return a.missingWords - b.missingWords || Number(b.available) - Number(a.available) || b.relevanceScore - a.relevanceScore;
}

const steps: fc.Arbitrary<readonly RerankStep[]> = fc.array(
  fc.record({ id: ids, type: fc.constantFrom(...STEP_TYPES), stored: orNull(ranked) }),
  { maxLength: 50 },
);

const behaviourOf = (count: number): fc.Arbitrary<readonly ItemBehaviour[]> =>
  fc.array(
    fc.record({
      popularity: fc.double({ min: 0, max: 1, noNaN: true }),
      trend: fc.double({ min: -50, max: 50, noNaN: true }),
      clickRate: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
    { minLength: count, maxLength: count },
  );

/** Requests of all kinds. `known` false: without behaviour and shopper. */
export const requests = ({ known }: { readonly known: boolean }): fc.Arbitrary<RerankInput> =>
  candidates.chain((list) =>
    fc.record({
      candidates: fc.constant(list),
      behaviour: known ? orNull(behaviourOf(list.length)) : fc.constant(null),
      shopper: known
        ? orNull(
            fc.record({
              steps,
              purchased: fc.array(ids, { maxLength: 5 }).map((some) => new Set(some)),
              fit: orNull(fc.float32Array({ minLength: list.length, maxLength: list.length, noNaN: true, min: -100, max: 100 })),
            }),
          )
        : fc.constant(null),
      nowMs: fc.constant(NOW_MS),
    }),
  );
