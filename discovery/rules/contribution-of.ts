import { RECALL_MAX } from '../../stores/ports/search-index.ts';

/** Places that a factor of 2 moves a product up, one of ½ down: half of the candidates that the model orders. */
export const PLACES_PER_DOUBLING = 100;

/**
 * What a factor adds to a rank-normalised score: log2(factor) units of 0.01, which are 100 places of a list of 10,000. Since
 * the score of a place is the same under every model, so is the effect of a factor.
 */
export function contributionOf(factor: number): number {
  return (Math.log2(factor) * PLACES_PER_DOUBLING) / RECALL_MAX;
}
