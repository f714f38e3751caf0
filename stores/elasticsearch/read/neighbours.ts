import { groupId, productId } from '../../../schema/ids.ts';
import type { Neighbour, NeighbourQuery } from '../../ports/search-index.ts';
import { dot, packVector } from '../../../search/index.ts';
import { compareStrings } from '../compare-strings.ts';
import { unpackFeatures } from '../mapping/packed-features.ts';
import { toFilter } from '../query/to-filter.ts';
import { admission } from '../query/to-target.ts';
import type { SearchBody } from '../query/recall-searches.ts';
import type { SearchAnswer } from './run-searches.ts';

/** The most neighbours that Elasticsearch looks for. */
const NEAREST_MAX = 10_000;
/** Candidates of the graph for each neighbour asked for: recall against time. */
const CANDIDATES_PER_NEIGHBOUR = 4;
/** Looked at at least, so that a few are found well. */
const CANDIDATES_MIN = 200;
/** Looked up beyond those asked for: the query is compared at 8 bits a component, too, which may put two in the wrong order. */
const SPARE = 10;

/**
 * The products nearest to a vector, by the graph of the index (HNSW over 8 bits a component), then compared with the query as it is: in a
 * large catalog one may be missed. Asks again for more where variants took the places of other groups.
 */
export async function neighbours(query: NeighbourQuery, search: (body: SearchBody) => Promise<SearchAnswer>, dimensions: number): Promise<readonly Neighbour[]> {
  const norm = Math.hypot(...query.vector);
  for (let nearest = Math.min(query.limit + SPARE, NEAREST_MAX); ; nearest = Math.min(4 * nearest, NEAREST_MAX)) {
    const { hits } = await search(neighbourSearch(query, nearest));
    const found = (hits?.hits ?? []).map(({ sort = [], fields }): Neighbour => {
      const [id, group] = sort.slice(-2);
      const { available: _available, ...stored } = unpackFeatures(fields!['features']![0]!, dimensions);
      // Rounded, so that equal directions are equal.
      const similarity = Math.round((1e6 * dot(query.vector, stored.embedding)) / norm) / 1e6;
      return { id: productId(String(id)), groupId: typeof group === 'string' ? groupId(group) : null, similarity, stored };
    });
    const ordered = found.toSorted((a, b) => b.similarity - a.similarity || compareStrings(a.id, b.id));
    const first = ordered.filter(({ groupId: group }, place) => group === null || ordered.findIndex((other) => other.groupId === group) === place);
    if (first.length >= query.limit || found.length < nearest || nearest === NEAREST_MAX) return first.slice(0, query.limit);
  }
}

function neighbourSearch({ vector, filters, ...rules }: NeighbourQuery, nearest: number): SearchBody {
  const { filter, must_not } = admission(rules);
  return {
    _source: false,
    stored_fields: '_none_',
    docvalue_fields: ['features'],
    query: {
      knn: {
        field: 'direction',
        query_vector: Array.from(new Int8Array(packVector(vector).buffer)),
        k: nearest,
        num_candidates: Math.min(NEAREST_MAX, Math.max(CANDIDATES_MIN, CANDIDATES_PER_NEIGHBOUR * nearest)),
        // Where vectors are compared one by one, those without one are found too, at a score of 0.
        filter: { bool: { filter: [{ exists: { field: 'direction' } }, ...filters.map(toFilter), ...filter], must_not } },
      },
    },
    sort: [{ _score: { order: 'desc' } }, { id: 'asc' }, { group: 'asc' }],
    size: nearest,
    track_total_hits: false,
  };
}
