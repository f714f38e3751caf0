import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diversify, likeness } from '../../../discovery/lists/diversify.ts';
import { matchesFilters } from '../../../discovery/lists/matches-filters.ts';
import { mergeSources } from '../../../discovery/lists/merge-sources.ts';
import type { ScoreSource } from '../../../discovery/lists/score-source.ts';
import { parseFilters } from '../../../discovery/input/parse-filters.ts';
import { productId } from '../../../schema/ids.ts';
import { openTestShop, type TestProduct } from '../open-test-shop.ts';

const brands = ['Acme', 'BOLT', 'çelik'];
const products: fc.Arbitrary<readonly TestProduct[]> = fc.array(
  fc.record({
    brand: fc.constantFrom(...brands),
    category: fc.constantFrom(['Home'], ['Home', 'Kitchen'], ['Garden']),
    price: fc.integer({ min: 0, max: 5 }),
    availability: fc.constantFrom('IN_STOCK' as const, 'OUT_OF_STOCK' as const),
    size: fc.integer({ min: 0, max: 4 }),
    colours: fc.subarray(['Red', 'Blue'], { minLength: 1 }),
  }),
  { minLength: 1, maxLength: 12 },
).map((list) =>
  list.map(({ size, colours, ...product }, i) => ({
    ...product,
    id: `p${i}`,
    title: `product ${i}`,
    attributes: [{ name: 'Size', kind: 'number' as const, values: [String(size)] }, { name: 'Main_colour', kind: 'text' as const, values: colours }],
  })),
);
const filters = fc.array(
  fc.oneof(
    fc.record({ field: fc.constant('brand'), values: fc.subarray(['acme', 'Bolt', 'ÇELIK'], { minLength: 1 }), range: fc.constant(null) }),
    fc.record({ field: fc.constant('category'), values: fc.subarray(['home', 'home/kitchen', 'garden'], { minLength: 1 }), range: fc.constant(null) }),
    fc.record({ field: fc.constant('availability'), values: fc.constant(['in_stock']), range: fc.constant(null) }),
    fc.record({ field: fc.constant('attributes.main colour'), values: fc.constantFrom(['red'], ['blue', 'green']), range: fc.constant(null) }),
    fc.record({ field: fc.constant('attributes.size'), values: fc.constantFrom(['2'], ['1.0', '3']), range: fc.constant(null) }),
    fc.record({ field: fc.constantFrom('price', 'attributes.size'), values: fc.constant(null), range: fc.record({ min: fc.constantFrom(null, 1, 2), max: fc.constant(4) }) }),
  ),
  { maxLength: 3 },
);

describe('matchesFilters', () => {
  it('passes what the index passes', async () => {
    await fc.assert(
      fc.asyncProperty(products, filters, async (given, asked) => {
        await using shop = await openTestShop(given);
        const checked = parseFilters(asked);
        const { ids } = await shop.index.recall({
          text: '', locale: null, matching: 'any', prefix: false, filters: checked, sort: 'RELEVANCE', limit: 100, candidates: 0, facets: [],
        });
        const documents = await shop.index.documentsByIds(given.map(({ id }) => productId(id)));
        const passed = documents.flatMap((document) => (matchesFilters(document!.product, checked) ? [document!.id] : []));
        expect(passed.toSorted()).toEqual([...ids].toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

describe('mergeSources', () => {
  const source = (code: ScoreSource['code'], weight: number, scores: Readonly<Record<string, number>>): ScoreSource => ({
    code, weight, scores: new Map(Object.entries(scores).map(([id, score]) => [productId(id), score])), becauseOf: () => [], subject: null,
  });

  it('adds each source up, scaled by its greatest, and names the loudest', () => {
    const merged = mergeSources([source('POPULAR', 1, { a: 10, b: 5 }), source('TRENDING', 0.8, { b: 2, c: 1 }), source('TASTE', 0, { d: 1 })]);
    expect(merged.map(({ id, score, reason }) => [id, score, reason.code])).toEqual([['b', 1.3, 'TRENDING'], ['a', 1, 'POPULAR'], ['c', 0.4, 'TRENDING']]);
  });

  it('breaks ties by id, and is empty where nobody says anything', () => {
    expect(mergeSources([source('POPULAR', 1, { b: 1, a: 1 })]).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(mergeSources([source('POPULAR', 1, {})])).toEqual([]);
  });
});

describe('diversify', () => {
  it('gives each place to the best of relevance and difference, as the formula says, and loses nobody', async () => {
    await using shop = await openTestShop(
      Array.from({ length: 12 }, (_unused, i) => ({ id: `p${i}`, title: `p ${i}`, category: [`R${i % 2}`, `L${i % 3}`] })),
    );
    const documents = (await shop.index.documentsByIds(Array.from({ length: 12 }, (_unused, i) => productId(`p${i}`)))).map((document) => document!);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 12, maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (scores, lambda) => {
        const contenders = documents.map((document, i) => ({ document, score: scores[i]! })).toSorted((a, b) => b.score - a.score);
        const placed = diversify(contenders, { lambda, places: 6 });
        expect(placed.map(({ document }) => document.id).toSorted()).toEqual(documents.map(({ id }) => id).toSorted());
        if (lambda === 1) expect(placed).toEqual(contenders);
        const worthOf = (at: number, chosen: readonly (typeof contenders)[number][]): number => {
          const { score, document } = placed[at]!;
          const nearest = Math.max(0, ...chosen.map((other) => likeness(other.document, document)));
          return (lambda * score) / contenders[0]!.score - (1 - lambda) * nearest;
        };
        if (lambda < 1) {
          for (let place = 0; place < 6; place++) {
            const chosen = placed.slice(0, place);
            for (let later = place + 1; later < placed.length; later++) {
              expect(worthOf(place, chosen)).toBeGreaterThanOrEqual(worthOf(later, chosen) - 1e-9);
            }
          }
        }
      }),
    );
  });
});
