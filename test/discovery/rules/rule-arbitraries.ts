import * as fc from 'fast-check';
import { productId, ruleId, segmentId } from '../../../schema/ids.ts';
import type { ProductTarget } from '../../../stores/ports/product-target.ts';
import { QUERY_MATCH_MODES, type Rule, type RuleAction, type RuleContent } from '../../../stores/ports/rule.ts';
import type { IndexFilter } from '../../../stores/ports/search-index.ts';
import type { RuleRequest } from '../../../discovery/rules/rule-request.ts';

/** Few words, brands and products, so that rules, queries and products meet. */
export const WORDS = ['red', 'lamp', 'lamps', 'wi-fi', 'wifi', 'the', 'usb-c', 'desk', '手机', '手机壳'];
export const BRANDS = ['Acme', 'Bolt', 'Cord'];
export const PRODUCTS = Array.from({ length: 24 }, (_, number) => productId(`p${String(number).padStart(2, '0')}`));

const texts = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const some = <T>(values: readonly T[], maxLength: number): fc.Arbitrary<T[]> => fc.uniqueArray(fc.constantFrom(...values), { maxLength });

export const filters: fc.Arbitrary<IndexFilter> = fc.oneof(
  fc.record({ field: fc.constant('brand' as const), values: fc.uniqueArray(fc.constantFrom(...BRANDS, 'ACME'), { minLength: 1, maxLength: 2 }), range: fc.constant(null) }),
  fc.record({ field: fc.constant('price' as const), values: fc.constant(null), range: fc.record({ min: fc.constantFrom(0, 300), max: fc.constantFrom(null, 900) }) }),
);

const targets: fc.Arbitrary<ProductTarget> = fc.record({ productIds: some(PRODUCTS, 5), filters: fc.array(filters, { maxLength: 2 }) });

export const actions: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({ kind: fc.constant('BOOST' as const), target: targets, factor: fc.constantFrom(1.02, 1.05, 1.2, 2) }),
  fc.record({ kind: fc.constant('BURY' as const), target: targets, factor: fc.constantFrom(0.5, 0.9, 0.97) }),
  fc.record({ kind: fc.constant('HIDE' as const), target: targets }),
  fc.record({ kind: fc.constant('ONLY' as const), target: targets }),
  fc.record({ kind: fc.constant('PIN' as const), productId: fc.constantFrom(...PRODUCTS, productId('gone')), filters: fc.constant([]), position: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('PIN' as const), productId: fc.constant(null), filters: fc.array(filters, { minLength: 1, maxLength: 1 }), position: fc.integer({ min: 1, max: 8 }) }),
);

export const contents: fc.Arbitrary<RuleContent> = fc.record({
  name: fc.constant('a rule'),
  status: fc.constant('ACTIVE' as const),
  priority: fc.integer({ min: -1, max: 1 }),
  condition: fc.record({
    query: fc.option(fc.record({ text: texts, mode: fc.constantFrom(...QUERY_MATCH_MODES) }), { nil: null }),
    filters: fc.array(filters, { maxLength: 2 }),
    segmentIds: some([segmentId('new'), segmentId('returning')], 1),
    locale: fc.constantFrom(null, null, 'en', 'en-GB'),
    strategies: some(['SIMILAR', 'POPULAR'] as const, 1),
  }),
  actions: fc.array(actions, { minLength: 1, maxLength: 3 }),
  schedule: fc.constantFrom(null, null, { startsAtMs: 50, endsAtMs: null }, { startsAtMs: null, endsAtMs: 100 }, { startsAtMs: 100, endsAtMs: 200 }),
});

/** Rules with ids of their own, changed at a few times. */
export const ruleSets: fc.Arbitrary<Rule[]> = fc
  .array(fc.tuple(contents, fc.integer({ min: 1, max: 3 })), { maxLength: 12 })
  .map((drawn) => drawn.map(([content, updatedAtMs], index) => ({ id: ruleId(`r${index}`), version: 1, content, updatedBy: 'mia', updatedAtMs })));

export const requests: fc.Arbitrary<RuleRequest> = fc.record({
  surface: fc.constantFrom('SEARCH', 'SEARCH', 'SIMILAR', 'POPULAR'),
  texts: fc.array(fc.oneof(texts, fc.constant('')), { maxLength: 2 }),
  filters: fc.array(filters, { maxLength: 2 }),
  segments: some([segmentId('new'), segmentId('returning')], 2).map((ids) => new Set(ids)),
  locale: fc.constantFrom(null, 'en', 'en-GB', 'en-US', 'eng'),
  atMs: fc.constantFrom(0, 50, 99, 100, 200),
});
