/**
 * Normalised discounted cumulative gain at `cutoff`, 0..1, with gains as given (Järvelin and Kekäläinen 2002, with
 * log2(1 + position)). 0 where nothing has a gain.
 * @param gains - In the order shown; at least 0.
 */
export function ndcg(gains: readonly number[], cutoff: number): number {
  const ideal = discounted(gains.toSorted((a, b) => b - a), cutoff);
  return ideal === 0 ? 0 : discounted(gains, cutoff) / ideal;
}

/** One over the position of the first with a gain; 0 where there is none. */
export function reciprocalRank(gains: readonly number[]): number {
  return 1 / (gains.findIndex((gain) => gain > 0) + 1 || Infinity);
}

function discounted(gains: readonly number[], cutoff: number): number {
  return gains.slice(0, cutoff).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}
