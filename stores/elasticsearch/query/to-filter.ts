import type { estypes } from '@elastic/elasticsearch';
import type { IndexFilter } from '../../ports/search-index.ts';
import { foldOf } from '../mapping/facet-value.ts';
import { numberKey } from '../mapping/number-key.ts';

export type Query = NonNullable<estypes.QueryDslQueryContainer>;

export const NOTHING: Query = { match_none: {} };
export const EVERYTHING: Query = { match_all: {} };

const ATTRIBUTE = 'attributes.';
const NUMBERS: ReadonlySet<string> = new Set(['price', 'rating']);

export const isAttribute = (field: string): boolean => field.startsWith(ATTRIBUTE);
export const isNumber = (field: string): boolean => NUMBERS.has(field) || isAttribute(field);
export const isKeyword = (field: string): boolean => !NUMBERS.has(field);

/** What a filter lets pass. An attribute may be a text in some products and a number in others. */
export function toFilter({ field, values, range }: IndexFilter): Query {
  const sides: Query[] = [];
  if (values !== null && isKeyword(field)) sides.push({ terms: { [`filter.${field}`]: [...new Set(values.map(foldOf))] } });
  if (values !== null && isNumber(field)) {
    const numbers = values.filter((value) => value.trim() !== '').map(Number).filter(Number.isFinite);
    sides.push({ terms: { [`number.${field}`]: numbers.map((number) => numberValue(field, number)) } });
  }
  if (range !== null && isNumber(field)) sides.push({ range: { [`number.${field}`]: boundsOf(field, range) } });
  return anyOf(sides);
}

export function anyOf(queries: readonly Query[]): Query {
  if (queries.length === 0) return NOTHING;
  return queries.length === 1 ? queries[0]! : { bool: { should: [...queries], minimum_should_match: 1 } };
}

export function allOf(queries: readonly Query[]): Query {
  if (queries.length === 0) return EVERYTHING;
  return queries.length === 1 ? queries[0]! : { bool: { filter: [...queries] } };
}

function numberValue(field: string, number: number): string | number {
  return isAttribute(field) ? numberKey(number) : number;
}

function boundsOf(field: string, { min, max }: NonNullable<IndexFilter['range']>): { readonly gte?: string | number; readonly lte?: string | number } {
  // Of attributes both bounds must be there: without one the range would run into the next key.
  if (isAttribute(field)) return { gte: numberKey(min ?? -Infinity), lte: numberKey(max ?? Infinity) };
  return { ...(min === null ? {} : { gte: min }), ...(max === null ? {} : { lte: max }) };
}
