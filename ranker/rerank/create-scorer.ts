import * as tf from '@tensorflow/tfjs-core';
import type { ModelComponent } from '../model/model-types.ts';
import { isKnown, rowCount, toFactor, writeUnknown } from './correction.ts';
import { COLUMN, FEATURE_COUNT } from './features.ts';
import { toLayers } from './layers.ts';

/** The reranker's network in the backend that was open when it was made. */
export interface RerankScorer extends Disposable {
  /**
   * Scores of candidates: relevance · 2^tanh(g(x) − g(x°)), where g is the network, and x° is x with behaviour and personal
   * features at their reference values. So a candidate of which nothing is known there has its relevance, exactly; without
   * behaviour and shopper the order is that of relevance; and what is known at most doubles a relevance or halves it.
   *
   * One batched call of the network for all candidates; none where nothing is known. Keeps no tensor.
   * @param features - Float32 `[candidates, FEATURE_COUNT]`, from `computeFeatures`. Read, not kept.
   * @returns `[candidates]`, at least 0.
   */
  score(features: Float32Array): Float64Array;
  /** The bare call of the network, g of each row: float32 `[rows]`. */
  network(rows: Float32Array): Float32Array;
}

/** @throws AppError `INVARIANT_BROKEN` where the weights do not fit this release's features. */
export function createScorer(component: ModelComponent): RerankScorer {
  const layers = toLayers(component, FEATURE_COUNT).map(({ inputs, outputs, weights, bias }) => ({
    weights: tf.tensor2d(weights, [inputs, outputs]),
    bias: tf.tensor1d(bias),
  }));

  /** g of each row: one number a row. */
  function network(rows: Float32Array): Float32Array {
    const output = tf.tidy(() =>
      layers.reduce<tf.Tensor2D>(
        (a, { weights: b, bias }, depth) =>
          tf.fused.matMul({ a, b, bias, activation: depth < layers.length - 1 ? 'relu' : 'linear' }) as tf.Tensor2D,
        tf.tensor2d(rows, [rowCount(rows), FEATURE_COUNT]),
      ),
    );
    try {
      return output.dataSync<'float32'>();
    } finally {
      output.dispose();
    }
  }

  return {
    network,
    score(features) {
      const known = knownRows(features);
      const scores = new Float64Array(rowCount(features));
      for (let row = 0; row < scores.length; row += 1) scores[row] = features[row * FEATURE_COUNT + COLUMN.relevance]!;
      if (known.length === 0) return scores;
      const said = network(withAndWithout(features, known));
      known.forEach((row, place) => void (scores[row]! *= toFactor(said[place]! - said[known.length + place]!)));
      return scores;
    },
    [Symbol.dispose]() {
      for (const { weights, bias } of layers) tf.dispose([weights, bias]);
    },
  };
}

function knownRows(features: Float32Array): readonly number[] {
  const known: number[] = [];
  for (let row = 0; row < rowCount(features); row += 1) if (isKnown(features, row * FEATURE_COUNT)) known.push(row);
  return known;
}

/** These rows as they are, then the same with nothing known of shopper and behaviour. */
function withAndWithout(features: Float32Array, rows: readonly number[]): Float32Array {
  const half = rows.length * FEATURE_COUNT;
  const both = new Float32Array(2 * half);
  if (half === features.length) both.set(features);
  else rows.forEach((row, place) => both.set(features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT), place * FEATURE_COUNT));
  both.copyWithin(half, 0, half);
  for (let base = half; base < both.length; base += FEATURE_COUNT) writeUnknown(both, base);
  return both;
}
