import type { GraphQLResolveInfo } from 'graphql';
import { selectedArguments } from '../shared/selected-arguments.ts';

/**
 * Which facets the operation will ask of this search, so that they are counted in the same round trip as the recall.
 * Null: the standard ones, somewhere; empty: none.
 */
export function askedFacets(info: GraphQLResolveInfo): readonly string[] | null {
  const asked = selectedArguments(info, 'facets').map(({ fields }) => (fields ?? null) as readonly string[] | null);
  const named = asked.filter((fields) => fields !== null);
  return named.length < asked.length ? null : [...new Set(named.flat())];
}
