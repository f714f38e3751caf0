import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { RankedProduct, RerankInput } from './rerank-input.ts';

/** Ratings that every product is thought to have besides its own, of `PRIOR_STARS`. */
const PRIOR_RATINGS = 10;
const PRIOR_STARS = 4;
const FRESHNESS_HALF_LIFE_MS = 180 * 24 * 60 * 60 * 1_000;

/** What the catalogue says of the candidates. */
export function writeContentFeatures({ candidates, nowMs }: RerankInput, features: Float32Array): void {
  const medianPrice = median(candidates.flatMap(({ stored: { price } }) => (price !== null && price > 0 ? [price] : [])));
  candidates.forEach(({ available, stored }, place) => {
    const base = place * FEATURE_COUNT;
    features[base + COLUMN.available] = available ? 1 : 0;
    if (medianPrice !== null && stored.price !== null && stored.price > 0) {
      features[base + COLUMN.price] = Math.log2(stored.price / medianPrice);
    }
    features[base + COLUMN.discount] = discountOf(stored);
    features[base + COLUMN.rating] = starsAbovePrior(stored);
    if (stored.releasedAtMs !== null) {
      features[base + COLUMN.freshness] = 0.5 ** (Math.max(0, nowMs - stored.releasedAtMs) / FRESHNESS_HALF_LIFE_MS);
    }
  });
}

function discountOf({ price, listPrice }: RankedProduct): number {
  return price === null || listPrice === null || listPrice <= price ? 0 : 1 - price / listPrice;
}

/** A few ratings of 5 stars say less than many of 4.8. */
function starsAbovePrior({ rating }: RankedProduct): number {
  return rating === null ? 0 : (rating.count * (rating.average - PRIOR_STARS)) / (rating.count + PRIOR_RATINGS);
}

/** The upper one of the middle two; null of nothing. */
function median(values: readonly number[]): number | null {
  return Float64Array.from(values).toSorted()[values.length >> 1] ?? null;
}
