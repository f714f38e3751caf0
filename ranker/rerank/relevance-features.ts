import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { RerankInput } from './rerank-input.ts';

/**
 * Relevance falls with the place, or stays: where the given order sets a weaker score before a stronger one, the stronger
 * counts no more than what stands before it. So sorting by relevance, ties by place, is the given order. Without any score, as
 * when browsing, all are equally relevant.
 */
export function writeRelevanceFeatures({ candidates }: RerankInput, features: Float32Array): void {
  const best = candidates.reduce((largest, { relevanceScore }) => Math.max(largest, relevanceScore), 0);
  const bestLexical = candidates.reduce((largest, { lexicalScore }) => Math.max(largest, lexicalScore), 0);
  let lowest = 1;
  candidates.forEach(({ relevanceScore, lexicalScore, missingWords, semanticScore }, place) => {
    const base = place * FEATURE_COUNT;
    if (best > 0) lowest = Math.min(lowest, relevanceScore / best);
    features[base + COLUMN.relevance] = lowest;
    if (bestLexical > 0) features[base + COLUMN.lexical] = lexicalScore / bestLexical;
    features[base + COLUMN.missingWords] = missingWords;
    if (semanticScore !== null) features[base + COLUMN.semantic] = semanticScore;
  });
}
