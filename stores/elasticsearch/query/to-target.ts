import type { ProductTarget } from '../../ports/product-target.ts';
import type { RecallQuery } from '../../ports/search-index.ts';
import { allOf, anyOf, type Query, toFilter } from './to-filter.ts';

/** What a target points at. */
export function toTarget({ productIds, filters }: ProductTarget): Query {
  return anyOf([
    ...(productIds.length === 0 ? [] : [{ terms: { id: [...productIds] } }]),
    ...(filters.length === 0 ? [] : [allOf(filters.map(toFilter))]),
  ]);
}

/** What demands and rules let in, as clauses of a `bool`. */
export function admission({ only = [], hide = [] }: Pick<RecallQuery, 'only' | 'hide'>): { readonly filter: Query[]; readonly must_not: Query[] } {
  return { filter: only.map((targets) => anyOf(targets.map(toTarget))), must_not: hide.map(toTarget) };
}
