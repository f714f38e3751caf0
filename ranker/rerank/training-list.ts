import { rowCount } from './correction.ts';
import { COLUMN, FEATURE_COUNT } from './features.ts';
import { ndcg, reciprocalRank } from './list-metrics.ts';
import { orderByScore } from './order-by-score.ts';

/** A served list and what came of it. */
export interface TrainingList {
  /** Float32 `[candidates, FEATURE_COUNT]` as `computeFeatures` gave them when the list was made, in the order of relevance. */
  readonly features: Float32Array;
  /** What each candidate was worth to the shopper, at least 0: 0 for nothing, more for a click, most for a purchase. */
  readonly gains: Float32Array;
}

export interface ListQuality {
  readonly ndcg: number;
  readonly reciprocalRank: number;
}

const CUTOFF = 10;

/** Mean quality of some lists as scored; the order is the one that would be served. */
export function meanQuality(lists: readonly TrainingList[], score: (features: Float32Array) => Float64Array): ListQuality {
  const sum = { ndcg: 0, reciprocalRank: 0 };
  for (const { features, gains } of lists) {
    const order = orderByScore(availabilityOf(features), score(features));
    const inOrder = order.map((place) => gains[place]!);
    sum.ndcg += ndcg(inOrder, CUTOFF);
    sum.reciprocalRank += reciprocalRank(inOrder);
  }
  return { ndcg: sum.ndcg / lists.length, reciprocalRank: sum.reciprocalRank / lists.length };
}

/** The scores of an order without a model. */
export function relevanceOf(features: Float32Array): Float64Array {
  return Float64Array.from({ length: rowCount(features) }, (_none, row) => features[row * FEATURE_COUNT + COLUMN.relevance]!);
}

function availabilityOf(features: Float32Array): readonly { readonly available: boolean }[] {
  return Array.from({ length: rowCount(features) }, (_none, row) => ({
    available: features[row * FEATURE_COUNT + COLUMN.available]! > 0,
  }));
}
