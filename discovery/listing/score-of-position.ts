import { RECALL_MAX } from '../../stores/ports/search-index.ts';

/**
 * The rank-normalised score of a place in a list: 1 − (position − 1) / 10,000.
 * Linear, strictly falling, in (0, 1] for each of the 10,000 places, the same under every reranker, and independent of
 * the list's length, so that a product's score changes only with its place.
 */
export function scoreOfPosition(position: number): number {
  return 1 - (position - 1) / RECALL_MAX;
}
