import * as tf from '@tensorflow/tfjs-core';

export interface SampledSoftmaxInput {
  /** Shopper vectors, `[places, dimension]`. */
  readonly states: tf.Tensor2D;
  /** Vectors of the items that came next, `[places, dimension]`. */
  readonly targets: tf.Tensor2D;
  /** Vectors of the sampled items, shared by all places, `[samples, dimension]`. */
  readonly negatives: tf.Tensor2D;
  /** Item numbers of `targets`, int32 `[places, 1]`. */
  readonly targetItems: tf.Tensor2D;
  /** Item numbers of `negatives`, int32 `[1, samples]`. */
  readonly negativeItems: tf.Tensor2D;
  /** How much each place counts, `[places, 1]`; 0 for fill. Their sum is above 0. */
  readonly importance: tf.Tensor2D;
  /** Items that the samples were drawn from, each as likely. */
  readonly catalogSize: number;
}

/**
 * Cross-entropy of the next item against a sample of the catalogue: every sampled score is raised by log(N/n), so that the sum
 * over n samples stands for the sum over all N items (Bengio and Senécal 2003; Klenitskiy and Vasilev 2023 on why it matters).
 * A sample that is a place's own target is left out there.
 *
 * @returns scalar, the mean over places by importance.
 */
export function sampledSoftmax(input: SampledSoftmaxInput): tf.Scalar {
  const { states, targets, negatives, targetItems, negativeItems, importance, catalogSize } = input;
  const right = tf.sum(tf.mul(states, targets), 1, true);
  const sampled = tf.matMul(states, negatives, false, true);
  const isTarget = tf.cast(tf.equal(targetItems, negativeItems), 'float32');
  const shift = tf.add(tf.mul(isTarget, -1e9), Math.log(catalogSize / negatives.shape[0]));
  const all = tf.concat([right, tf.add(sampled, shift)], 1);
  const loss = tf.sub(tf.logSumExp(all, 1, true), right);
  return tf.div(tf.sum(tf.mul(loss, importance)), tf.sum(importance));
}
