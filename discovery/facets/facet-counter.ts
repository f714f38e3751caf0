import type { FacetCounts, IndexField, RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import type { CheckedSearch } from '../input/check-search-request.ts';

export type CountFacets = (fields: readonly IndexField[]) => Promise<readonly FacetCounts[]>;

export interface FacetCounterOptions {
  readonly index: Pick<SearchIndex, 'recall'>;
  /** With the text that was searched in the end. */
  readonly search: Pick<CheckedSearch, 'text' | 'locale' | 'filters'> & Pick<RecallQuery, 'only' | 'hide' | 'expansions'>;
  /** Counted already. */
  readonly ahead: readonly FacetCounts[];
  readonly signal: AbortSignal;
}

/** Counts the facets of one list as they are asked for, each once; what was counted ahead costs nothing. */
export function createFacetCounter({ index, search, ahead, signal }: FacetCounterOptions): CountFacets {
  const counted = new Map<IndexField, Promise<FacetCounts>>(
    ahead.map((counts) => [counts.field, Promise.resolve(counts)]),
  );

  const { text, locale, filters, only = [], hide = [], expansions = [] } = search;
  const query = { text, locale, filters, only, hide, expansions };

  function count(fields: readonly IndexField[]): void {
    const recall = index.recall(
      { ...query, matching: 'all-then-fewer', prefix: false, sort: 'RELEVANCE', limit: 1, candidates: 0, facets: fields },
      signal,
    );
    for (const [place, field] of fields.entries()) counted.set(field, recall.then(({ facets }) => facets[place]!));
  }

  return async (fields) => {
    const missing = fields.filter((field) => !counted.has(field));
    if (missing.length > 0) count(missing);
    return Promise.all(fields.map((field) => counted.get(field)!));
  };
}
