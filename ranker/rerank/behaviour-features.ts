import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { RerankInput } from './rerank-input.ts';

/** What all shoppers did with the candidates. Demand counts among the candidates, so that it means the same in every shop. */
export function writeBehaviourFeatures({ behaviour }: RerankInput, features: Float32Array): void {
  if (behaviour === null) return;
  const most = Math.log1p(behaviour.reduce((largest, { demand }) => Math.max(largest, demand), 0)) || 1;
  behaviour.forEach(({ demand, trend, clickRate }, place) => {
    const base = place * FEATURE_COUNT;
    features[base + COLUMN.popularity] = Math.log1p(Math.max(0, demand)) / most;
    features[base + COLUMN.trend] = trend;
    features[base + COLUMN.clickRate] = clickRate > 0 ? Math.log2(clickRate) : 0;
  });
}
