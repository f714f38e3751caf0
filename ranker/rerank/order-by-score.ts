import type { RerankCandidate } from './rerank-input.ts';

/**
 * The order by score, ties by place. What cannot be bought keeps at least as many products that can before it as in the given
 * order: no score lifts it over one.
 *
 * @param candidates - In the given order.
 * @param scores - Aligned to `candidates`.
 * @returns places in `candidates`, each exactly once, best first. The given order where the scores do not rise in it.
 */
export function orderByScore(candidates: readonly Pick<RerankCandidate, 'available'>[], scores: Float64Array): readonly number[] {
  const places = Array.from(candidates.keys());
  const byScore = (a: number, b: number): number => scores[b]! - scores[a]! || a - b;
  const order = places.filter((place) => candidates[place]!.available).toSorted(byScore);
  if (order.length === candidates.length) return order;

  // An unavailable product waits until as many available ones are out as stood before it.
  const before = countAvailableBefore(candidates);
  const waiting = places.filter((place) => !candidates[place]!.available).toSorted((a, b) => before[a]! - before[b]! || byScore(a, b));
  const merged: number[] = [];
  let next = 0;
  for (let out = 0; out <= order.length; out += 1) {
    while (next < waiting.length && before[waiting[next]!]! <= out) merged.push(waiting[next++]!);
    if (out < order.length) merged.push(order[out]!);
  }
  return merged;
}

/** How many available candidates stand before each place. */
function countAvailableBefore(candidates: readonly Pick<RerankCandidate, 'available'>[]): Int32Array {
  const counts = new Int32Array(candidates.length);
  for (let place = 1; place < candidates.length; place += 1) {
    counts[place] = counts[place - 1]! + (candidates[place - 1]!.available ? 1 : 0);
  }
  return counts;
}
