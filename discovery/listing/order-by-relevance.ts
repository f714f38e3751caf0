import { fuseRelevance, orderByScore } from '../../ranker/index.ts';
import type { Candidate } from '../../stores/ports/search-index.ts';
import type { RankedCandidate } from '../reranker.ts';

/**
 * Recalled candidates in order of relevance: lexical and semantic score fused, ties as recalled, what cannot be bought no
 * further up than it was.
 *
 * @param candidates - As recalled for a text, best first.
 * @param query - Vector of the text, of unit length; null where there is none: the order is the one recalled.
 */
export function orderByRelevance(candidates: readonly Candidate[], query: Float32Array | null): RankedCandidate[] {
  const scored = candidates.map((candidate) => ({ ...candidate, semanticScore: cosineOf(query, candidate.stored.embedding) }));
  const relevance = fuseRelevance(scored);
  return orderByScore(scored, Float64Array.from(relevance)).map((place) => ({ ...scored[place]!, relevanceScore: relevance[place]! }));
}

/** Of two unit vectors; null where one is missing. Equal lengths are the index's promise: it keeps vectors of one encoder. */
function cosineOf(query: Float32Array | null, embedding: Float32Array | null): number | null {
  if (query === null || embedding === null) return null;
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += query[i]! * embedding[i]!;
  return sum;
}
