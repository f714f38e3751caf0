import { orderByScore, type QueryMeaning, scoreRelevance } from '../../ranker/index.ts';
import type { CategoryId } from '../../schema/ids.ts';
import type { Candidate } from '../../stores/ports/search-index.ts';
import type { RankedCandidate } from '../reranker.ts';
import { recalledProduct } from './recalled-product.ts';

/**
 * Recalled candidates in order of relevance: by words, meaning, kind and the category named, ties as recalled, what cannot be bought no
 * further up than it was.
 *
 * @param candidates - As recalled for a text, best first.
 * @param named - Categories that the query names.
 * @param query - Null where the text has no vector: the order is the one recalled, unless a category is named.
 */
export function orderByRelevance(candidates: readonly Candidate[], query: QueryMeaning | null, named: ReadonlySet<CategoryId> | null): RankedCandidate[] {
  const { scores, semanticScores } = scoreRelevance(
    candidates.map((candidate) => recalledProduct(candidate, named)),
    query,
  );
  const order = query === null && named === null ? candidates.keys() : orderByScore(candidates, Float64Array.from(scores));
  return Array.from(order, (place) => ({ ...candidates[place]!, relevanceScore: scores[place]!, semanticScore: semanticScores[place]! }));
}
