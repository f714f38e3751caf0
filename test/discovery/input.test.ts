import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSearchRequest } from '../../discovery/input/check-search-request.ts';
import { parseFacetFields } from '../../discovery/input/parse-facet-fields.ts';
import { parseFilters } from '../../discovery/input/parse-filters.ts';
import type { FilterRequest, SearchRequest } from '../../discovery/index.ts';
import { AppError } from '../../schema/errors.ts';

const request = (changes: Partial<SearchRequest>): SearchRequest => ({
  query: '',
  filters: [],
  sort: 'RELEVANCE',
  first: 24,
  after: null,
  personalize: true,
  locale: null,
  facets: null,
  ...changes,
});
const values = (field: string, ...values: string[]): FilterRequest => ({ field, values, range: null });
const range = (field: string, min: number | null, max: number | null): FilterRequest => ({
  field,
  values: null,
  range: { min, max },
});

/** `taken`, or the message of the refusal. */
function outcomeOf(filters: readonly FilterRequest[]): string {
  try {
    return parseFilters(filters).length === filters.length ? 'taken' : 'lost';
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function errorOf(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('a search request', () => {
  it.each([
    ['a query too long', { query: 'x'.repeat(10_000) }, '`query`: expected at most 500 characters, got 10000.'],
    ['a control character', { query: 'red\u0000shoe' }, '`query`: expected a text without control characters, got U+0000 at offset 3.'],
    ['half of a surrogate pair', { query: 'red \ud800' }, '`query`: expected well-formed Unicode, got half of a surrogate pair.'],
    ['a page of nothing', { first: 0 }, '`first`: expected a whole number from 1 to 100, got 0.'],
    ['a page too large', { first: 1000 }, '`first`: expected a whole number from 1 to 100, got 1000.'],
    ['a broken page size', { first: 1.5 }, '`first`: expected a whole number from 1 to 100, got 1.5.'],
    ['a made-up locale', { locale: 'not_a locale' }, '`locale`: expected a BCP 47 language tag such as en-GB, got "not_a locale".'],
    ['an empty locale', { locale: '' }, '`locale`: expected a BCP 47 language tag such as en-GB, got "".'],
    [
      'too many facets',
      { facets: Array.from({ length: 51 }, (_unused, i) => `attributes.a${i}`) },
      '`fields`: expected at most 50 facets, got 51.',
    ],
  ])('is refused for %s', (_why, changes, message) => {
    expect(errorOf(() => checkSearchRequest(request(changes)))).toMatchObject({ code: 'INPUT_INVALID', message });
  });

  it('counts characters, not code units', () => {
    expect(checkSearchRequest(request({ query: '😀'.repeat(500) })).text).toHaveLength(1000);
  });

  it('is normalised', () => {
    expect(checkSearchRequest(request({ query: '  Ｒｅｄ　 shoe ', locale: 'en-gb' }))).toMatchObject({
      text: 'Red shoe',
      locale: 'en-GB',
    });
  });
});

describe('parseFilters', () => {
  it.each([
    ['values of a keyword', values('brand', 'Acme', ' Acme '), { field: 'brand', values: ['Acme'], range: null }],
    ['availability in any case', values('availability', 'in_stock'), { field: 'availability', values: ['IN_STOCK'], range: null }],
    ['an attribute by its key', values('attributes.Printing_Colours', 'black'), { field: 'attributes.printing colours', values: ['black'], range: null }],
    ['a range of an attribute', range('attributes.weight', 1, null), { field: 'attributes.weight', values: null, range: { min: 1, max: null } }],
    ['a range of one point', range('price', 5, 5), { field: 'price', values: null, range: { min: 5, max: 5 } }],
  ])('takes %s', (_why, filter, expected) => {
    expect(parseFilters([filter])).toEqual([expected]);
  });

  it.each([
    ['neither', { field: 'brand', values: null, range: null }, '`filters[1]`: expected either `values` or `range`, got neither.'],
    ['both', { field: 'brand', values: ['a'], range: { min: 1, max: null } }, '`filters[1]`: expected either `values` or `range`, got both.'],
    ['no value', values('brand'), '`filters[1].values`: expected at least one value, got an empty list.'],
    ['an empty value', values('brand', 'a', ' '), '`filters[1].values[1]`: expected a value, got an empty text.'],
    ['a control character', values('brand', 'a\tb'), '`filters[1].values[0]`: expected a text without control characters, got U+0009 at offset 1.'],
    ['too many values', values('brand', ...Array<string>(201).fill('a')), '`filters[1].values`: expected at most 200 values, got 201.'],
    [
      'an unknown availability',
      values('availability', 'INSTOCK'),
      '`filters[1].values[0]`: expected one of IN_STOCK, OUT_OF_STOCK, PREORDER, DISCONTINUED, got "INSTOCK" (did you mean IN_STOCK?).',
    ],
    ['values of a number', values('price', '5'), '`filters[1].values`: expected `range` for the numbers of price, got `values`.'],
    [
      'a range of a keyword',
      range('brand', 1, 2),
      '`filters[1].range`: expected `values` for brand; ranges are for price, rating and attributes with numbers, got `range`.',
    ],
    ['a range without bounds', range('price', null, null), '`filters[1].range`: expected `min`, `max` or both, got neither.'],
    ['min above max', range('price', 10, 5), '`filters[1].range`: expected `min` at most `max`, got min 10 above max 5.'],
    ['no number', range('price', Number.NaN, 5), '`filters[1].range.min`: expected a finite number, got NaN.'],
  ])('refuses %s', (_why, filter, message) => {
    expect(errorOf(() => parseFilters([values('brand', 'ok'), filter]))).toMatchObject({ code: 'INPUT_INVALID', message });
  });

  it('refuses too many filters', () => {
    expect(errorOf(() => parseFilters(Array<FilterRequest>(51).fill(values('brand', 'a')))).message).toBe(
      '`filters`: expected at most 50 filters, got 51.',
    );
  });

  it.each([
    ['brnd', ' Did you mean `brand`?'],
    ['Category', ' Did you mean `category`?'],
    ['attribute.colour', ' Did you mean `attributes.<name>`?'],
    ['attributes.', ' Did you mean `attributes.<name>`?'],
    ['__proto__', ''],
    ['', ''],
  ])('names the field that is unknown, the known ones and the nearest: %j', (field, hint) => {
    expect(errorOf(() => parseFilters([values('brand', 'ok'), values(field, 'x')]))).toMatchObject({
      code: 'FILTER_FIELD_UNKNOWN',
      message: `\`filters[1].field\`: expected category, brand, price, rating, availability or attributes.<name>, got "${field}".${hint}`,
    });
  });

  it('either takes or names the place, whatever comes', () => {
    const anything = fc.record({
      field: fc.oneof(fc.string(), fc.constantFrom('price', 'brand', 'availability', 'attributes.x')),
      values: fc.option(fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 })),
      range: fc.option(fc.record({ min: fc.option(fc.double()), max: fc.option(fc.double()) })),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (filters) => {
        expect(outcomeOf(filters)).toMatch(/^(taken|`filters\[\d\].{10,400})$/s);
      }),
    );
  });
});

describe('parseFacetFields', () => {
  it('gives the standard fields where none are named', () => {
    expect(parseFacetFields(null)).toEqual(['category', 'brand', 'price', 'rating', 'availability']);
  });

  it('keeps the order asked for, without repeats', () => {
    expect(parseFacetFields(['price', 'attributes.Colour', 'price', 'attributes.colour'])).toEqual(['price', 'attributes.colour']);
  });

  it('names what is unknown', () => {
    expect(errorOf(() => parseFacetFields(['price', 'colour']))).toMatchObject({
      code: 'FILTER_FIELD_UNKNOWN',
      message: '`fields[1]`: expected category, brand, price, rating, availability or attributes.<name>, got "colour".',
    });
  });
});
