import { orderByScore, type QueryMeaning, scoreRelevance } from '../../ranker/index.ts';
import type { Candidate } from '../../stores/ports/search-index.ts';
import type { RankedCandidate } from '../reranker.ts';

/**
 * Recalled candidates in order of relevance: by words, meaning and kind, ties as recalled, what cannot be bought no further up than
 * it was.
 *
 * @param candidates - As recalled for a text, best first.
 * @param query - Null where the text has no vector: the order is the one recalled.
 */
export function orderByRelevance(candidates: readonly Candidate[], query: QueryMeaning | null): RankedCandidate[] {
  const { scores, semanticScores } = scoreRelevance(
    candidates.map(({ missingWords, stored: { embedding, kinds } }) => ({ missingWords, embedding, kinds })),
    query,
  );
  const order = query === null ? candidates.keys() : orderByScore(candidates, Float64Array.from(scores));
  return Array.from(order, (place) => ({ ...candidates[place]!, relevanceScore: scores[place]!, semanticScore: semanticScores[place]! }));
}
