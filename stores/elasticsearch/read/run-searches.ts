import type { estypes } from '@elastic/elasticsearch';
import { AppError } from '../../../schema/errors.ts';
import type { Connection } from '../connection.ts';
import type { FacetAnswer } from '../query/facet-aggregations.ts';
import type { GroupCounts } from '../query/group-counts.ts';
import type { SearchBody } from '../query/recall-searches.ts';

export interface Hit {
  readonly _score?: number | null;
  readonly sort?: estypes.SortResults;
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly matched_queries?: readonly string[];
  readonly _source?: Readonly<Record<string, unknown>>;
}

/** The parts of an answer that we ask for; what an aggregation holds depends on what was asked. */
export interface SearchAnswer {
  readonly hits?: { readonly hits?: readonly Hit[]; readonly total?: { readonly value: number } };
  readonly suggest?: Readonly<Record<string, readonly { readonly options: readonly { readonly text: string }[] }[]>>;
  readonly aggregations?: Readonly<Record<string, GroupCounts & FacetAnswer & { readonly value?: number } & { readonly buckets?: readonly (GroupCounts & { readonly key: string })[] }>>;
}

/** Only this of each hit and answer: an order of 10,000 ids is some 500 KB as it is. */
const FILTER_PATH = [
  'responses.status',
  'responses.error.type',
  'responses.hits.total.value',
  'responses.hits.hits._score',
  'responses.hits.hits.sort',
  'responses.hits.hits.fields',
  'responses.hits.hits.matched_queries',
  'responses.hits.hits._source',
  'responses.aggregations',
  'responses.suggest',
];

/**
 * Runs searches over one index side by side, in one round trip; all of them or none.
 * @throws AppError `SEARCH_INDEX_UNAVAILABLE`, with the status in its details, also where only some shards answered.
 */
export async function runSearches(connection: Connection, index: string, bodies: readonly SearchBody[], signal?: AbortSignal): Promise<readonly SearchAnswer[]> {
  const searches = bodies.flatMap((body) => [{ allow_partial_search_results: false }, body]);
  const { responses } = await connection.read((client, call) => client.msearch({ index, searches, filter_path: FILTER_PATH }, call), signal);
  return responses.map((response) => {
    if ('error' in response && response.error !== undefined) {
      const { status, error } = response;
      const code = status === 400 ? 'INVARIANT_BROKEN' : 'SEARCH_INDEX_UNAVAILABLE';
      throw new AppError(code, `Elasticsearch answered a search with ${status}: ${error.type}.`, { details: { status, elasticsearch: error.type } });
    }
    return response as SearchAnswer;
  });
}
