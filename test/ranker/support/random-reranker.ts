import { FEATURE_COUNT } from '../../../ranker/index.ts';
import type { ModelComponent } from '../../../ranker/index.ts';
import { toComponent } from '../../../ranker/rerank/layers.ts';
import { createSeededRandom } from '../../../ranker/seeded-random.ts';

/** A network of random weights, larger than training leaves them: it says much, and of everything. */
export function randomReranker(seed: number, widths: readonly number[] = [FEATURE_COUNT, 64, 32, 1]): ModelComponent {
  const random = createSeededRandom(seed);
  const normal = (count: number): Float32Array => Float32Array.from({ length: count }, () => 0.3 * random.normal());
  return toComponent(
    widths.slice(1).map((outputs, depth) => {
      const inputs = widths[depth]!;
      return { inputs, outputs, weights: normal(inputs * outputs), bias: normal(outputs) };
    }),
  );
}
