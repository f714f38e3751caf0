import type { estypes } from '@elastic/elasticsearch';
import { FACET_BUCKETS_MAX, type FacetCounts, type IndexField, type IndexFilter } from '../../ports/search-index.ts';
import { compareStrings } from '../compare-strings.ts';
import { decodeFacetValue, facetValuesOf, foldOf } from '../mapping/facet-value.ts';
import { numberOfKey } from '../mapping/number-key.ts';
import { GROUPS } from './group-counts.ts';
import { allOf, isAttribute, isKeyword, isNumber, toFilter } from './to-filter.ts';

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** More than are given, since those of one fold are one, and order by documents is not quite that by groups. */
const BUCKETS_ASKED = FACET_BUCKETS_MAX + 50;

interface Bucket {
  readonly key: string;
  readonly doc_count: number;
  readonly groups?: { readonly value: number };
}

interface Buckets {
  readonly buckets: readonly Bucket[];
}

/** What Elasticsearch answers to the aggregation of one facet. */
export interface FacetAnswer {
  readonly values?: Buckets;
  /** Values that are filtered by; those of no match too. */
  readonly chosen?: Buckets;
  /** The same of variants alone, which count once a group. */
  readonly variants?: { readonly values: Buckets; readonly chosen?: Buckets };
  readonly min?: { readonly value: number | null };
  readonly max?: { readonly value: number | null };
  readonly lowest?: { readonly buckets: readonly Pick<Bucket, 'key'>[] };
  readonly highest?: { readonly buckets: readonly Pick<Bucket, 'key'>[] };
}

/**
 * Counts one facet over what matches the query and all `filters` but those of the field itself.
 * @param filters - Those that the query itself does not have.
 * @param variants - Whether any match may be a variant; counting them costs as much again as all else.
 */
export function facetAggregation(field: IndexField, filters: readonly IndexFilter[], variants: boolean): estypes.AggregationsAggregationContainer {
  const folds = foldsOf(filters, field);
  const others = filters.filter((filter) => filter.field !== field);
  const number = `number.${field}`;
  const terms = { field: `facet.${field}`, size: BUCKETS_ASKED };
  const chosen = { ...terms, include: facetValuesOf(folds) };
  const aggs: Aggregations = {
    ...(isKeyword(field)
      ? {
          values: { terms },
          ...(folds.length === 0 ? {} : { chosen: { terms: { ...chosen, min_doc_count: 0 } } }),
          ...(variants ? { variants: variantsAggregation(terms, folds.length === 0 ? null : chosen) } : {}),
        }
      : {}),
    ...(isAttribute(field) ? { lowest: { terms: { field: number, size: 1, order: { _key: 'asc' } } }, highest: { terms: { field: number, size: 1, order: { _key: 'desc' } } } } : {}),
    ...(isNumber(field) && !isAttribute(field) ? { min: { min: { field: number } }, max: { max: { field: number } } } : {}),
  };
  return { filter: allOf(others.map(toFilter)), aggs };
}

function variantsAggregation(values: estypes.AggregationsTermsAggregation, chosen: estypes.AggregationsTermsAggregation | null): estypes.AggregationsAggregationContainer {
  return { filter: { exists: { field: 'group' } }, aggs: { values: groupsByValue(values), ...(chosen === null ? {} : { chosen: groupsByValue(chosen) }) } };
}

function groupsByValue(terms: estypes.AggregationsTermsAggregation): estypes.AggregationsAggregationContainer {
  return { terms, aggs: { groups: GROUPS } };
}

export function readFacet(field: IndexField, answer: FacetAnswer, filters: readonly IndexFilter[]): FacetCounts {
  const folds = new Set(foldsOf(filters, field));
  const chosen = mergeFolds(countGroups(answer.chosen, answer.variants?.chosen)).filter(({ fold }) => folds.has(fold)).slice(0, FACET_BUCKETS_MAX);
  const others = mergeFolds(countGroups(answer.values, answer.variants?.values)).filter(({ fold }) => !folds.has(fold));
  const buckets = [...chosen, ...others.slice(0, FACET_BUCKETS_MAX - chosen.length)].toSorted(byCount);
  return { field, buckets: buckets.map(({ value, label, count }) => ({ value, label, count })), stats: statsOf(answer) };
}

interface CountedFold {
  readonly fold: string;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Products that stand for themselves, and groups of variants, by value. */
function countGroups(all: Buckets | undefined, variants: Buckets | undefined): CountedFold[] {
  const ofVariants = new Map(variants?.buckets.map((bucket) => [bucket.key, bucket]));
  return (all?.buckets ?? []).map(({ key, doc_count }) => {
    const { doc_count: grouped = 0, groups } = ofVariants.get(key) ?? {};
    return { ...decodeFacetValue(key), count: doc_count - grouped + (groups?.value ?? 0) };
  });
}

/** Values that differ in case only are one, written as most are; by count, then value. */
function mergeFolds(values: readonly CountedFold[]): CountedFold[] {
  return [...Map.groupBy(values, ({ fold }) => fold).values()]
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
