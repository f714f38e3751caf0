import type { IndexField, IndexFilter, Sort } from '../../stores/ports/search-index.ts';
import type { SearchRequest } from '../search-types.ts';
import { normalizeQuery } from '../understanding/normalize-query.ts';
import { checkFirst } from './check-first.ts';
import { checkLocale } from './check-locale.ts';
import { checkText } from './check-text.ts';
import { parseFacetFields } from './parse-facet-fields.ts';
import { parseFilters } from './parse-filters.ts';

/** A search request that can be run as it is. */
export interface CheckedSearch {
  /** Normalised. */
  readonly text: string;
  readonly filters: readonly IndexFilter[];
  readonly sort: Sort;
  readonly first: number;
  readonly after: string | null;
  readonly personalize: boolean;
  readonly locale: string | null;
  /** To count ahead. */
  readonly facets: readonly IndexField[];
}

/** @throws AppError `INPUT_INVALID` or `FILTER_FIELD_UNKNOWN`. */
export function checkSearchRequest(request: SearchRequest): CheckedSearch {
  return {
    text: normalizeQuery(checkText(request.query, 'query')),
    filters: parseFilters(request.filters),
    sort: request.sort,
    first: checkFirst(request.first),
    after: request.after,
    personalize: request.personalize,
    locale: checkLocale(request.locale),
    facets: parseFacetFields(request.facets),
  };
}
