import type { estypes } from '@elastic/elasticsearch';

/** A bucket with the sub-aggregations of `perGroup`. */
export interface GroupCounts {
  readonly doc_count: number;
  readonly grouped?: { readonly value: number };
  readonly groups?: { readonly value: number };
}

/** Distinct groups that are counted exactly, or very nearly; the most that Elasticsearch takes. */
const EXACT_MAX = 40_000;

/** Distinct groups of variants among the products of a bucket. */
export const GROUPS: estypes.AggregationsAggregationContainer = { cardinality: { field: 'group', precision_threshold: EXACT_MAX } };

/**
 * What tells how many groups a bucket holds: most products stand for themselves and are counted as they are, only variants are told
 * apart by their group.
 */
export function perGroup(): Record<string, estypes.AggregationsAggregationContainer> {
  return { grouped: { value_count: { field: 'group' } }, groups: GROUPS };
}

export function groupsIn({ doc_count, grouped, groups }: GroupCounts): number {
  return doc_count - (grouped?.value ?? 0) + (groups?.value ?? 0);
}
