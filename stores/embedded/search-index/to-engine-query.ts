import type { EngineQuery } from '../../../search/index.ts';
import { FACET_BUCKETS_MAX, RELAX_BELOW, type RecallQuery, type Sort } from '../../ports/search-index.ts';
import { toEngineTarget } from './to-engine-target.ts';

const SORT_FIELDS: Readonly<Record<Sort, EngineQuery['sort']>> = {
  RELEVANCE: null,
  PRICE_ASC: { field: 'price', order: 'asc' },
  PRICE_DESC: { field: 'price', order: 'desc' },
  RATING_DESC: { field: 'rating', order: 'desc' },
  NEWEST: { field: 'releasedAt', order: 'desc' },
};

/** The port's query in the engine's words. The locale is not used: the analysis knows scripts by themselves. */
export function toEngineQuery(query: RecallQuery): EngineQuery {
  const { text, matching, prefix, filters, sort, limit, candidates, facets, only = [], hide = [], marks = [], expansions = [] } = query;
  return {
    text,
    matching,
    relaxBelow: RELAX_BELOW,
    prefix,
    filters,
    sort: SORT_FIELDS[sort],
    limit,
    candidates: Math.min(candidates, limit),
    facets,
    bucketsMax: FACET_BUCKETS_MAX,
    only: only.map((targets) => targets.map(toEngineTarget)),
    hide: hide.map(toEngineTarget),
    marks: marks.map(toEngineTarget),
    expansions,
  };
}
