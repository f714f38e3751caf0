import { FEATURE_COUNT, type FeatureName, type ModelComponent } from '../../../ranker/index.ts';
import { COLUMN } from '../../../ranker/rerank/features.ts';
import { toComponent } from '../../../ranker/rerank/layers.ts';

/** A network that says a multiple of one feature: two rectified units, for what is above 0 and what is below. */
export function onlyFeature(name: FeatureName, factor: number): ModelComponent {
  const weights = new Float32Array(FEATURE_COUNT * 2);
  weights.set([1, -1], COLUMN[name] * 2);
  return toComponent([
    { inputs: FEATURE_COUNT, outputs: 2, weights, bias: new Float32Array(2) },
    { inputs: 2, outputs: 1, weights: Float32Array.of(factor, -factor), bias: new Float32Array(1) },
  ]);
}
