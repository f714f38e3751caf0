import * as fc from 'fast-check';
import type { EngineDocument, EngineFilter, EngineQuery, EngineTarget } from '../../../search/index.ts';
import { LABELS } from './naive-search.ts';

const WORDS = ['red', 'phone', 'phones', 'phoney', 'case', 'wi-fi', 'wifi', '8gb', '8 gb', '手机', '手机壳', 'usb', 'the'];
const CATEGORIES = ['phones', 'phones/smart', 'cases'];
const BRANDS = ['Dell', 'DELL', 'dell', 'HP', 'Hp', 'Ōsaka'];

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { maxLength }).map((words) => words.join(' '));
const some = <T>(values: readonly T[], maxLength: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength });

/** Of length 3 with few cosines between them, so that many are equal. */
export const directions: fc.Arbitrary<Float32Array> = fc
  .array(fc.constantFrom(-1, 0, 1), { minLength: 3, maxLength: 3 })
  .filter((components) => components.some((component) => component !== 0))
  .map((components) => Float32Array.from(components));

/** Few words, values and ids, so that documents meet in all of them. */
export const documents: fc.Arbitrary<EngineDocument> = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((number) => `p${number}`),
  texts: fc.record({ title: text(4), brand: fc.constantFrom('', 'Dell', 'HP'), attributes: fc.array(text(2), { maxLength: 3 }) }),
  keywords: fc.record({ category: some(CATEGORIES, 3), brand: some(BRANDS, 2), 'attributes.size': some(['S', 'M', '9'], 1) }),
  labels: fc.constant({ category: { 'phones/smart': LABELS['phones/smart']! } }),
  numbers: fc.record(
    {
      price: fc.array(fc.constantFrom(-5, -0, 0, 9, 10, 1e12, 0.5), { minLength: 1, maxLength: 2 }),
      'attributes.size': fc.array(fc.constantFrom(9, 11), { maxLength: 1 }),
    },
    { requiredKeys: [] },
  ),
  group: fc.constantFrom(null, null, 'g1', 'g2', 'g3'),
  available: fc.boolean(),
  quality: fc.constantFrom(-1, 0, 0.1, 4.5),
  vector: fc.option(directions, { freq: 3 }),
});

export const filters: fc.Arbitrary<EngineFilter> = fc.oneof(
  fc.record({
    field: fc.constantFrom('brand', 'category', 'attributes.size', 'unknown'),
    values: some(['dell', 'HP', 'phones', 'PHONES/SMART', '9', 's', ' ', 'none'], 3),
    range: fc.constant(null),
  }),
  fc.record({
    field: fc.constantFrom('price', 'attributes.size', 'unknown'),
    values: fc.constant(null),
    range: fc.record({ min: fc.constantFrom(null, -5, 0, 9), max: fc.constantFrom(null, 0, 10) }),
  }),
);

export const targets: fc.Arbitrary<EngineTarget> = fc.record({
  ids: some(Array.from({ length: 31 }, (_, number) => `p${number}`).concat('gone'), 6),
  filters: fc.array(filters, { maxLength: 2 }),
});

/** Text and expansions are drawn together, since an expansion is of a part of the text. */
const expanded: fc.Arbitrary<Pick<EngineQuery, 'text' | 'expansions'>> = fc
  .record({
    words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
    from: fc.nat(2),
    count: fc.integer({ min: 1, max: 2 }),
    alternatives: fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom('phone case', 'red the usb', 'no such', '', 'wi-fi 手机')), { maxLength: 3 }),
  })
  .map(({ words, from, count, alternatives }) => {
    const text = words.join(' ');
    const start = words.slice(0, from % words.length).reduce((sum, word) => sum + word.length + 1, 0);
    const end = start + words.slice(from % words.length).slice(0, count).join(' ').length;
    return { text, expansions: [{ start, end, alternatives }] };
  });

const plain: fc.Arbitrary<EngineQuery> = fc.record({
  text: fc.oneof(
    { weight: 4, arbitrary: text(4) },
    { weight: 1, arbitrary: fc.constantFrom('', '  ', '!!', 'ph', 'red ph', 'u', 'nothing here', 'phone 手', 'wi-fi case', '8') },
  ),
  matching: fc.constantFrom('all-then-fewer', 'any'),
  relaxBelow: fc.integer({ min: 1, max: 8 }),
  prefix: fc.boolean(),
  filters: fc.array(filters, { maxLength: 3 }),
  sort: fc.constantFrom(null, null, { field: 'price', order: 'asc' } as const, { field: 'price', order: 'desc' } as const),
  limit: fc.constantFrom(1, 3, 10_000),
  candidates: fc.constantFrom(1, 2, 200),
  facets: some(['brand', 'category', 'price', 'attributes.size', 'unknown'], 5),
  bucketsMax: fc.constantFrom(1, 2, 100),
});

/** Half of them plain, half of them steered by rules and synonyms. */
export const queries: fc.Arbitrary<EngineQuery> = fc.oneof(
  plain,
  fc
    .tuple(
      plain,
      fc.record({
        only: fc.array(fc.array(targets, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
        hide: fc.array(targets, { maxLength: 2 }),
        marks: fc.array(targets, { maxLength: 3 }),
      }),
      fc.option(expanded, { nil: {} }),
    )
    .map((parts) => Object.assign({}, ...parts) as EngineQuery),
);

export type Write = { readonly put: EngineDocument } | { readonly remove: string };

export const writes: fc.Arbitrary<Write[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: documents.map((put) => ({ put })) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }).map((number) => ({ remove: `p${number}` })) },
  ),
  { maxLength: 60, size: 'max' },
);
