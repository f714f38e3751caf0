import type { FacetCounterOptions } from './facets/facet-counter.ts';
import type { CheckedSearch } from './input/check-search-request.ts';
import type { ListMeta } from './listing/list-meta.ts';
import { steeredRecall, type Steering } from './rules/steering.ts';

/** A search as it was run in the end, for counting its facets. */
export function asSearched(search: CheckedSearch, { interpretation }: ListMeta, steering: Steering): FacetCounterOptions['search'] {
  const text = interpretation.correctedText ?? search.text;
  return { ...search, text, ...steeredRecall(steering.plan([search.text, text]), steering.expand(text)) };
}
