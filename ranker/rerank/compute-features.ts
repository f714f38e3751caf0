import { writeBehaviourFeatures } from './behaviour-features.ts';
import { writeContentFeatures } from './content-features.ts';
import { FEATURE_COUNT, FEATURES, REFERENCE_ROW } from './features.ts';
import { writePersonalFeatures } from './personal-features.ts';
import type { RerankInput } from './rerank-input.ts';
import { writeRelevanceFeatures } from './relevance-features.ts';

/**
 * The features of all candidates: float32 `[candidates, FEATURE_COUNT]`, row-major, each within its range. What is not known
 * has its reference value. Equal input gives equal bytes. Needs a tensor backend where the shopper has steps with vectors.
 */
export function computeFeatures(input: RerankInput): Float32Array {
  const features = new Float32Array(input.candidates.length * FEATURE_COUNT);
  for (let base = 0; base < features.length; base += FEATURE_COUNT) features.set(REFERENCE_ROW, base);
  writeRelevanceFeatures(input, features);
  writeContentFeatures(input, features);
  writeBehaviourFeatures(input, features);
  writePersonalFeatures(input, features);
  cutToRange(features);
  return features;
}

const LOWEST = Float32Array.from(FEATURES, ({ min }) => min);
const HIGHEST = Float32Array.from(FEATURES, ({ max }) => max);

/** What is no number becomes the reference value. */
function cutToRange(features: Float32Array): void {
  for (let base = 0; base < features.length; base += FEATURE_COUNT) {
    for (let column = 0; column < FEATURE_COUNT; column += 1) {
      const value = features[base + column]!;
      if (value >= LOWEST[column]! && value <= HIGHEST[column]!) continue;
      features[base + column] = value > HIGHEST[column]! ? HIGHEST[column]! : value < LOWEST[column]! ? LOWEST[column]! : REFERENCE_ROW[column]!;
    }
  }
}
