import type { estypes } from '@elastic/elasticsearch';
import { FACET_BUCKETS_MAX, type FacetCounts, type IndexField, type IndexFilter } from '../../ports/search-index.ts';
import { compareStrings } from '../compare-strings.ts';
import { decodeFacetValue, facetValuesOf, foldOf } from '../mapping/facet-value.ts';
import { numberOfKey } from '../mapping/number-key.ts';
import { type GroupCounts, groupsIn, perGroup } from './group-counts.ts';
import { allOf, isAttribute, isKeyword, isNumber, toFilter } from './to-filter.ts';

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** More than are given, since those of one fold are one, and order by documents is not quite that by groups. */
const BUCKETS_ASKED = 2 * FACET_BUCKETS_MAX;

interface Bucket extends GroupCounts {
  readonly key: string;
}

/** What Elasticsearch answers to the aggregation of one facet. */
export interface FacetAnswer {
  readonly values?: { readonly buckets: readonly Bucket[] };
  readonly chosen?: { readonly buckets: readonly Bucket[] };
  readonly min?: { readonly value: number | null };
  readonly max?: { readonly value: number | null };
  readonly lowest?: { readonly buckets: readonly Pick<Bucket, 'key'>[] };
  readonly highest?: { readonly buckets: readonly Pick<Bucket, 'key'>[] };
}

/**
 * Counts one facet over what matches the query and all `filters` but those of the field itself.
 * @param filters - Those that the query itself does not have.
 */
export function facetAggregation(field: IndexField, filters: readonly IndexFilter[]): estypes.AggregationsAggregationContainer {
  const folds = foldsOf(filters, field);
  const others = filters.filter((filter) => filter.field !== field);
  const keyword = (options: estypes.AggregationsTermsAggregation): estypes.AggregationsAggregationContainer => ({
    terms: { field: `facet.${field}`, ...options },
    aggs: perGroup(),
  });
  const number = `number.${field}`;
  const aggs: Aggregations = {
    ...(isKeyword(field) ? { values: keyword({ size: BUCKETS_ASKED }) } : {}),
    ...(isKeyword(field) && folds.length > 0 ? { chosen: keyword({ size: BUCKETS_ASKED, include: facetValuesOf(folds), min_doc_count: 0 }) } : {}),
    ...(isAttribute(field) ? { lowest: { terms: { field: number, size: 1, order: { _key: 'asc' } } }, highest: { terms: { field: number, size: 1, order: { _key: 'desc' } } } } : {}),
    ...(isNumber(field) && !isAttribute(field) ? { min: { min: { field: number } }, max: { max: { field: number } } } : {}),
  };
  return { filter: allOf(others.map(toFilter)), aggs };
}

export function readFacet(field: IndexField, answer: FacetAnswer, filters: readonly IndexFilter[]): FacetCounts {
  const folds = new Set(foldsOf(filters, field));
  const chosen = mergeFolds(answer.chosen?.buckets ?? []).filter(({ fold }) => folds.has(fold)).slice(0, FACET_BUCKETS_MAX);
  const others = mergeFolds(answer.values?.buckets ?? []).filter(({ fold }) => !folds.has(fold));
  const buckets = [...chosen, ...others.slice(0, FACET_BUCKETS_MAX - chosen.length)].toSorted(byCount);
  return { field, buckets: buckets.map(({ value, label, count }) => ({ value, label, count })), stats: statsOf(answer) };
}

interface CountedFold {
  readonly fold: string;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Values that differ in case only are one, written as most are; by count, then value. */
function mergeFolds(buckets: readonly Bucket[]): CountedFold[] {
  const folds = Map.groupBy(
    buckets.map((bucket) => ({ ...decodeFacetValue(bucket.key), count: groupsIn(bucket) })),
    ({ fold }) => fold,
  );
  return [...folds.values()]
    .map((same) => {
      const [commonest] = same.toSorted(byCount);
      return { ...commonest!, count: same.reduce((sum, { count }) => sum + count, 0) };
    })
    .toSorted(byCount);
}

function byCount(a: Pick<CountedFold, 'count' | 'value'>, b: Pick<CountedFold, 'count' | 'value'>): number {
  return b.count - a.count || compareStrings(a.value, b.value);
}

function statsOf({ min, max, lowest, highest }: FacetAnswer): FacetCounts['stats'] {
  const low = min?.value ?? keyedNumber(lowest);
  const high = max?.value ?? keyedNumber(highest);
  return low === null || high === null ? null : { min: low, max: high };
}

function keyedNumber(terms: FacetAnswer['lowest']): number | null {
  const key = terms?.buckets[0]?.key;
  return key === undefined ? null : numberOfKey(key);
}

function foldsOf(filters: readonly IndexFilter[], field: IndexField): string[] {
  return [...new Set(filters.filter((filter) => filter.field === field).flatMap(({ values }) => values ?? []).map(foldOf))];
}
