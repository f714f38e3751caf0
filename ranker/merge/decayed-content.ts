import type { SequenceStep } from '../score-part.ts';

/**
 * What a history is about: the sum of its items' content vectors, each step before the last counting `decay` times the one
 * after it. With `createVectorPart` a recommender that needs no training.
 *
 * @param vectors - `[items, dimension]`.
 * @returns float32 `[dimension]`; all 0 for an empty history. Hidden and removed items do not count.
 */
export function decayedContent(history: readonly SequenceStep[], vectors: Float32Array, dimension: number, decay: number): Float32Array {
  const sum = new Float32Array(dimension);
  let weight = 1;
  for (const { item, type } of history.toReversed()) {
    if (type === 'HIDE' || type === 'REMOVE_FROM_CART') continue;
    const from = item * dimension;
    for (let column = 0; column < dimension; column += 1) sum[column] = sum[column]! + weight * (vectors[from + column] ?? 0);
    weight *= decay;
  }
  return sum;
}
