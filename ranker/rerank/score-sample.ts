import type { ModelComponent } from '../model/model-types.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { createScorer } from './create-scorer.ts';
import { FEATURES } from './features.ts';

const ROWS = 16;
const SEED = 1;

/** The scores of a built-in sample: rows spread over the features' ranges. What a reranker's self-check compares. */
export function scoreSample(component: ModelComponent): readonly number[] {
  const random = createSeededRandom(SEED);
  const rows = Array.from({ length: ROWS }, () => FEATURES.map(({ min, max }) => min + (max - min) * random.next()));
  using scorer = createScorer(component);
  return [...scorer.score(Float32Array.from(rows.flat()))];
}
