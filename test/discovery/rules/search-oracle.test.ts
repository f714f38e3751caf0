import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comparePlaces, placeOfRule } from '../../../discovery/rules/compare-rules.ts';
import { createRuleBook } from '../../../discovery/rules/rule-book.ts';
import { createRuleIndex } from '../../../discovery/rules/rule-index.ts';
import type { SearchHit } from '../../../discovery/index.ts';
import type { ProductTarget } from '../../../stores/ports/product-target.ts';
import type { Rule, RuleAction } from '../../../stores/ports/rule.ts';
import type { IndexFilter } from '../../../stores/ports/search-index.ts';
import { anyone, openTestShop, searchFor, type TestProduct, type TestShop } from '../open-test-shop.ts';
import { BRANDS, filters, PRODUCTS, ruleSets } from './rule-arbitraries.ts';

/** Most are lamps; variants share groups; so that rules meet all of it. */
const CATALOG: readonly TestProduct[] = PRODUCTS.map((id, number) => ({
  id,
  title: number % 6 === 5 ? `desk ${number}` : `${'lamp '.repeat(1 + (number % 4))}${number}`,
  price: 100 * (number % 11),
  rating: 1 + (number % 5),
  ...(number % 7 === 3 ? {} : { brand: BRANDS[number % 3]! }),
  ...(number % 8 < 2 ? { group: `g${Math.floor(number / 8)}` } : {}),
}));

let book = createRuleBook();
let shop: TestShop;
let bare: TestShop;
beforeAll(async () => {
  const rules = { read: async () => ({ book, expand: () => [], rules: new Map<never, never>(), synonyms: new Map<never, never>(), degradations: [] }), refresh: async () => {} };
  shop = await openTestShop(CATALOG, { over: () => ({ rules }) });
  bare = await openTestShop(CATALOG);
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await bare[Symbol.asyncDispose]();
});

it('gives on its pages what the documented order gives, applied naively to 1,000 random rule sets and searches', async () => {
  await fc.assert(
    fc.asyncProperty(
      ruleSets,
      fc.record({ text: fc.constantFrom('lamp', 'desk', ''), filters: fc.array(filters, { maxLength: 1 }), sort: fc.constantFrom('RELEVANCE', 'RELEVANCE', 'PRICE_ASC'), first: fc.integer({ min: 3, max: 30 }) }),
      async (drawn, { text, filters, sort, first }) => {
        book = createRuleBook();
        const rules = drawn.map((rule): Rule => ({ ...rule, content: { ...rule.content, condition: { ...rule.content.condition, segmentIds: [], locale: null } } }));
        for (const rule of rules) book.put(rule);
        const request = searchFor(text, { filters: filters.map(({ field, values, range }) => ({ field, values, range })), sort: sort as 'RELEVANCE', first });
        const hits: SearchHit[] = [];
        let totalCount = -1;
        let brands: readonly { value: string; count: number }[] = [];
        for (let after: string | null = null; ; ) {
          const page: Awaited<ReturnType<TestShop['discovery']['search']>> = await shop.discovery.search({ ...request, after }, anyone());
          hits.push(...page.hits);
          if (totalCount === -1) brands = (await page.facets(['brand']))[0]!.buckets;
          expect([-1, page.totalCount]).toContain(totalCount);
          totalCount = page.totalCount;
          if (!page.hasNextPage) break;
          after = page.hits.at(-1)!.cursor;
        }
        const { ids, matching, brandCounts } = await naively(rules, { text, filters, sort });
        expect(hits.map(({ document }) => document.id)).toEqual(ids);
        expect(hits.map(({ position }) => position)).toEqual(ids.map((_id, index) => index + 1));
        expect(totalCount).toBe(ids.length);
        for (const { value, count } of brands) expect([value, count]).toEqual([value, brandCounts(value)]);
        for (const { score, explanation } of hits) {
          const { normalizedScore, rules: applied } = explanation!;
          if (applied.some(({ action }) => action === 'PIN')) continue;
          expect(score).toBe(applied.reduce((sum, { contribution }) => sum + (contribution ?? 0), normalizedScore!));
          expect(applied.every(({ action, contribution }) => (action === 'BOOST' || action === 'BURY') === (contribution !== null))).toBe(true);
        }
        expect(hits.every(({ document, explanation }) => explanation!.normalizedScore !== null || !matching.includes(document.id))).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
}, 60_000);

interface Asked {
  readonly text: string;
  readonly filters: readonly IndexFilter[];
  readonly sort: string;
}

/** docs/merchandising.md, applied to whole lists. */
async function naively(rules: readonly Rule[], { text, filters, sort }: Asked) {
  const index = createRuleIndex();
  for (const rule of rules) index.put(rule);
  const holding = index
    .match({ surface: 'SEARCH', texts: [text], filters, segments: new Set(), locale: null, atMs: 1_700_000_000_000 })
    .toSorted((a, b) => comparePlaces(placeOfRule(a), placeOfRule(b)));
  const actions = holding.flatMap(({ content }) => content.actions);
  const of = <Kind extends RuleAction['kind']>(kind: Kind) => actions.filter((action) => action.kind === kind) as Extract<RuleAction, { readonly kind: Kind }>[];
  const admits = (product: TestProduct): boolean =>
    !of('HIDE').some(({ target }) => pointsAt(target, product)) && of('ONLY').every(({ target }) => pointsAt(target, product));
  const allows = (product: TestProduct): boolean => admits(product) && filters.every((filter) => passes(filter, product));
  // Every variant in its place, as the index orders what has one word or none.
  const words = (product: TestProduct): boolean => text === '' || product.title.startsWith(text);
  const order = await orderOf(text, sort);
  const matching = onceEach(order.filter((product) => words(product) && allows(product)));
  const resting = sort !== 'RELEVANCE';
  const score = (product: TestProduct): number => {
    const shifts = resting ? [] : actions.filter((action) => action.kind === 'BOOST' || action.kind === 'BURY');
    const places = shifts.reduce((sum, { target, factor }) => (pointsAt(target, product) ? sum + 100 * Math.log2(factor) : sum), 0);
    return Math.round((places - matching.indexOf(product)) * 1e5);
  };
  const shifted = matching.toSorted((a, b) => score(b) - score(a) || matching.indexOf(a) - matching.indexOf(b));
  const slots: (TestProduct | undefined)[] = [];
  const pinned: TestProduct[] = [];
  const isFree = (product: TestProduct): boolean => !pinned.some((other) => sameGroup(other, product));
  // Of the variants of a group that pins name, the index gives one.
  const named = new Set(onceEach((await orderOf('', 'RELEVANCE')).filter((product) => allows(product) && of('PIN').some(({ productId }) => productId === product.id))));
  for (const { productId, filters: wanted, position } of resting ? [] : of('PIN')) {
    const meets = (product: TestProduct): boolean => wanted.length > 0 && wanted.every((filter) => passes(filter, product)) && isFree(product);
    const within = (list: readonly TestProduct[]): TestProduct | undefined => onceEach(list.filter((product) => allows(product) && wanted.every((filter) => passes(filter, product)))).find(meets);
    const byName = CATALOG.find(({ id }) => id === productId);
    const product =
      byName !== undefined && named.has(byName) ? byName : (within(order.filter(words)) ?? within(await orderOf('', 'RELEVANCE')));
    if (product === undefined || !isFree(product)) continue;
    let slot = position - 1;
    while (slots[slot] !== undefined) slot++;
    slots[slot] = product;
    pinned.push(product);
  }
  for (const product of shifted.filter(isFree)) {
    let slot = 0;
    while (slots[slot] !== undefined) slot++;
    slots[slot] = product;
  }
  const facetable = order.filter((product) => words(product) && admits(product) && filters.every((filter) => filter.field === 'brand' || passes(filter, product)));
  return {
    ids: slots.filter((product) => product !== undefined).map(({ id }) => id),
    matching: matching.map(({ id }) => id),
    brandCounts: (brand: string) => new Set(facetable.filter((product) => product.brand === brand).map(({ id, group }) => group ?? id)).size,
  };
}

const orders = new Map<string, readonly TestProduct[]>();

/** All variants of what has the text, in the order in which a shop without rules finds them one by one. */
async function orderOf(text: string, sort: string): Promise<readonly TestProduct[]> {
  const key = `${text} ${sort}`;
  const known = orders.get(key);
  if (known !== undefined) return known;
  const found: TestProduct[] = [];
  // A group shows its best variant: taking that one away shows the next.
  for (let hide: string[] = []; ; ) {
    const { ids } = await bare.index.recall({
      text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: sort as 'RELEVANCE', limit: 100, candidates: 0, facets: [],
      hide: [{ productIds: hide.map((id) => PRODUCTS.find((known) => known === id)!), filters: [] }],
    });
    const next = CATALOG.find(({ id }) => id === ids[0]);
    if (next === undefined) break;
    found.push(next);
    hide = found.map(({ id }) => id);
  }
  orders.set(key, found);
  return found;
}

function onceEach(products: readonly TestProduct[]): readonly TestProduct[] {
  return products.filter((product, index) => products.findIndex((other) => sameGroup(other, product)) === index);
}

function sameGroup(a: TestProduct, b: TestProduct): boolean {
  return a.id === b.id || (a.group !== undefined && a.group === b.group);
}

function pointsAt({ productIds, filters }: ProductTarget, product: TestProduct): boolean {
  return productIds.some((id) => id === product.id) || (filters.length > 0 && filters.every((filter) => passes(filter, product)));
}

function passes({ values, range }: IndexFilter, { brand, price }: TestProduct): boolean {
  if (values !== null) return values.some((value) => value.toLowerCase() === brand?.toLowerCase());
  return price! >= (range.min ?? 0) && price! <= (range.max ?? Infinity);
}
