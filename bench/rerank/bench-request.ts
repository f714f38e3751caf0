import type { ItemBehaviour, RankedProduct, RerankCandidate, RerankInput, RerankStep } from '../../ranker/index.ts';
import { STEP_TYPES } from '../../ranker/index.ts';
import { categoryId, productId } from '../../schema/ids.ts';
import { seededRandom } from '../support/seeded-random.ts';

export interface BenchRequestOptions {
  readonly candidates: number;
  readonly steps: number;
  /** Length of the content vectors. */
  readonly contentDimension: number;
  readonly seed: number;
}

export const BENCH_NOW_MS = Date.UTC(2026, 10, 24);

/** A request with everything in it: each feature is known of each candidate. `fit` is left to whoever times it. */
export function benchRequest({ candidates, steps, contentDimension, seed }: BenchRequestOptions): RerankInput {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const unitVector = (): Float32Array => {
    const values = Float32Array.from({ length: contentDimension }, () => random() - 0.5);
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  };
  const product = (): RankedProduct => ({
    brand: `Brand ${below(40)}`,
    categoryIds: [categoryId('home'), categoryId(`home/${below(5)}`), categoryId(`home/${below(5)}/${below(5)}`)],
    price: 500 + below(50_000),
    listPrice: 500 + below(80_000),
    rating: { average: 1 + 4 * random(), count: below(500) },
    releasedAtMs: BENCH_NOW_MS - below(1_000) * 86_400_000,
    embedding: unitVector(),
  });
  const candidate = (_none: unknown, place: number): RerankCandidate => ({
    id: productId(`p${place}`),
    lexicalScore: 20 - place / 20,
    missingWords: Math.floor(place / 120),
    semanticScore: random(),
    relevanceScore: 1 / (1 + place / 60),
    available: random() < 0.9,
    stored: product(),
  });
  const step = (): RerankStep => ({ id: productId(`p${below(400)}`), type: STEP_TYPES[below(4)]!, stored: product() });
  const behaviour = (): ItemBehaviour => ({ popularity: random(), trend: 4 * random() - 2, clickRate: 0.5 + random() });
  return {
    candidates: Array.from({ length: candidates }, candidate),
    behaviour: Array.from({ length: candidates }, behaviour),
    shopper: {
      steps: Array.from({ length: steps }, step),
      purchased: new Set(Array.from({ length: 20 }, () => productId(`p${below(400)}`))),
      fit: null,
    },
    nowMs: BENCH_NOW_MS,
  };
}
