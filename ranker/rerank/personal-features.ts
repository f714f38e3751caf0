import type { CategoryId, ProductId } from '../../schema/ids.ts';
import { INTEREST_WEIGHTS } from '../behaviour/step-weights.ts';
import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { RerankCandidate, RerankInput, RerankShopper, RerankStep } from './rerank-input.ts';
import { writeSimilarities } from './similarity-features.ts';

/** What a step counts, to the one after it. */
const STEP_DECAY = 0.85;
const HISTORY_MAX = 50;

/** How the candidates fit this shopper; the reference values where nothing is known of one. */
export function writePersonalFeatures({ candidates, shopper }: RerankInput, features: Float32Array): void {
  if (shopper === null || (shopper.steps.length === 0 && shopper.purchased.size === 0)) return;
  const taste = tasteOf(shopper.steps);
  const history = Math.log1p(Math.min(shopper.steps.length, HISTORY_MAX)) / Math.log1p(HISTORY_MAX);
  candidates.forEach((candidate, place) => {
    const base = place * FEATURE_COUNT;
    features[base + COLUMN.history] = history;
    features[base + COLUMN.seen] = taste.seen.get(candidate.id) ?? 0;
    features[base + COLUMN.bought] = shopper.purchased.has(candidate.id) ? 1 : 0;
    writeAffinities(candidate, taste, features.subarray(base, base + FEATURE_COUNT));
  });
  writeFit(shopper, features);
  writeSimilarities(candidates, shopper.steps, features);
}

/** Shares of the shopper's steps, newest most. */
interface Taste {
  readonly brands: ReadonlyMap<string, number>;
  readonly categories: ReadonlyMap<CategoryId, { readonly share: number; readonly meanLogPrice: number | null }>;
  readonly seen: ReadonlyMap<ProductId, number>;
}

function tasteOf(steps: readonly RerankStep[]): Taste {
  const brands = new Map<string, number>();
  const categories = new Map<CategoryId, { weight: number; priced: number; logPrice: number }>();
  const seen = new Map<ProductId, number>();
  let weight = 1;
  let total = 0;
  for (const { id, type, stored } of steps.toReversed()) {
    if (INTEREST_WEIGHTS[type] === 0) continue;
    if (!seen.has(id)) seen.set(id, weight);
    if (stored?.brand != null) brands.set(stored.brand, (brands.get(stored.brand) ?? 0) + weight);
    for (const category of stored?.categoryIds ?? []) {
      const counted = categories.get(category) ?? { weight: 0, priced: 0, logPrice: 0 };
      counted.weight += weight;
      if (stored!.price !== null && stored!.price > 0) {
        counted.priced += weight;
        counted.logPrice += weight * Math.log2(stored!.price);
      }
      categories.set(category, counted);
    }
    total += weight;
    weight *= STEP_DECAY;
  }
  return {
    brands: new Map([...brands].map(([brand, sum]) => [brand, sum / total])),
    categories: new Map(
      [...categories].map(([category, { weight: sum, priced, logPrice }]) => [
        category,
        { share: sum / total, meanLogPrice: priced === 0 ? null : logPrice / priced },
      ]),
    ),
    seen,
  };
}

function writeAffinities({ stored }: RerankCandidate, { brands, categories }: Taste, row: Float32Array): void {
  const { brand, categoryIds, price } = stored;
  if (brand !== null) row[COLUMN.brandAffinity] = brands.get(brand) ?? 0;
  let shares = 0;
  let usualLogPrice: number | null = null;
  // Root first, so that the most particular category in common has the last word on the price.
  for (const category of categoryIds) {
    const known = categories.get(category);
    if (known === undefined) continue;
    shares += known.share;
    usualLogPrice = known.meanLogPrice ?? usualLogPrice;
  }
  if (categoryIds.length > 0) row[COLUMN.categoryAffinity] = shares / categoryIds.length;
  if (usualLogPrice !== null && price !== null && price > 0) row[COLUMN.priceOffset] = Math.log2(price) - usualLogPrice;
}

/** Standardised over the candidates: user encoders differ in scale. All 0 where the candidates fit alike. */
function writeFit({ fit }: RerankShopper, features: Float32Array): void {
  if (fit === null || fit.length === 0) return;
  const mean = fit.reduce((sum, value) => sum + value, 0) / fit.length;
  const variance = fit.reduce((sum, value) => sum + (value - mean) ** 2, 0) / fit.length;
  if (!(variance > 1e-12)) return;
  const scale = 1 / Math.sqrt(variance);
  fit.forEach((value, place) => void (features[place * FEATURE_COUNT + COLUMN.userFit] = (value - mean) * scale));
}
