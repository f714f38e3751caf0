import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { RerankInput } from './rerank-input.ts';

/** What all shoppers did with the candidates. */
export function writeBehaviourFeatures({ behaviour }: RerankInput, features: Float32Array): void {
  if (behaviour === null) return;
  behaviour.forEach(({ popularity, trend, clickRate }, place) => {
    const base = place * FEATURE_COUNT;
    features[base + COLUMN.popularity] = popularity;
    features[base + COLUMN.trend] = trend;
    features[base + COLUMN.clickRate] = clickRate > 0 ? Math.log2(clickRate) : 0;
  });
}
