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
  if (range !== null && isNumber(field)) {
    sides.push({
      range: { [`number.${field}`]: { ...(range.min === null ? {} : { gte: bound(field, range.min) }), ...(range.max === null ? {} : { lte: bound(field, range.max) }) } },
    });
  }
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

function bound(field: string, number: number): string {
  // As text, in which infinities are no number for the native fields either.
  return isAttribute(field) ? numberKey(number) : String(number);
}
