import type { estypes } from '@elastic/elasticsearch';
import type { IndexFilter, RecallQuery } from '../../ports/search-index.ts';
import { facetAggregation } from './facet-aggregations.ts';
import { perGroup } from './group-counts.ts';
import type { MatchPlan } from './match-plan.ts';
import { allOf, type Query, toFilter } from './to-filter.ts';
import { admission, toTarget } from './to-target.ts';

export type SearchBody = estypes.SearchSearchRequestBody;

/** No stored field is opened for a hit: all that is asked for comes by column, or with the sort. */
const NO_STORED = { _source: false, stored_fields: '_none_' } as const;

/** Filters that the query itself has, and those that only facets of other fields and the hits have. */
export interface SplitFilters {
  readonly before: readonly IndexFilter[];
  readonly after: readonly IndexFilter[];
}

/** A filter on a field that is counted comes after the query, since the field's own facet looks past it. */
export function splitFilters({ filters, facets }: Pick<RecallQuery, 'filters' | 'facets'>): SplitFilters {
  const counted = new Set<string>(facets);
  return { before: filters.filter(({ field }) => !counted.has(field)), after: filters.filter(({ field }) => counted.has(field)) };
}

/**
 * Candidates with features, totals and facets.
 * @param variants - Whether any match may be a variant, of which each group is shown and counted once; the answer says if it was
 *   wrong to say no.
 */
export function candidateSearch(query: RecallQuery, plan: MatchPlan, words: number, variants: boolean): SearchBody {
  const { before, after } = splitFilters(query);
  return {
    ...NO_STORED,
    query: matching(query, plan.having(words), before, query.marks),
    ...afterwards(after),
    docvalue_fields: ['features'],
    ...(variants ? { collapse: { field: 'family' } } : {}),
    sort: plan.sort,
    size: Math.min(query.candidates, query.limit),
    track_total_hits: false,
    aggs: {
      variants: { value_count: { field: 'group' } },
      matching: { filter: allOf(after.map(toFilter)), aggs: variants ? perGroup() : {} },
      ...Object.fromEntries(query.facets.map((field, place) => [`facet${place}`, facetAggregation(field, after, variants)])),
    },
  };
}

/** The order of all matches, by their sort values alone; variants of a group each. */
export function orderSearch(query: RecallQuery, plan: MatchPlan, words: number, after: estypes.SortResults | null = null): SearchBody {
  const split = splitFilters(query);
  return {
    ...NO_STORED,
    query: matching(query, plan.having(words), split.before),
    ...afterwards(split.after),
    sort: plan.sort,
    size: query.limit,
    track_total_hits: false,
    ...(after === null ? {} : { search_after: after }),
  };
}

/** How many groups have how many of the words, or more. */
export function wordCountSearch(query: RecallQuery, plan: MatchPlan): SearchBody {
  const least = Array.from({ length: plan.wordCount }, (_, place) => ({ key: String(place + 1), from: place + 0.5 }));
  return {
    query: matching(query, plan.counting, query.filters),
    size: 0,
    track_total_hits: false,
    aggs: { having: { range: { script: { source: '_score' }, ranges: least }, aggs: perGroup() } },
  };
}

function afterwards(filters: readonly IndexFilter[]): Pick<SearchBody, 'post_filter'> {
  return filters.length === 0 ? {} : { post_filter: allOf(filters.map(toFilter)) };
}

function matching(query: RecallQuery, match: Query, filters: readonly IndexFilter[], marks: RecallQuery['marks'] = []): Query {
  const { filter, must_not } = admission(query);
  return {
    bool: {
      must: [match],
      filter: [...filters.map(toFilter), ...filter],
      must_not,
      // They add nothing to the score; a hit says by name which of them it meets.
      should: marks.map((target, place) => ({ constant_score: { filter: toTarget(target), boost: 0, _name: String(place) } })),
    },
  };
}
