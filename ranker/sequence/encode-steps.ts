import * as tf from '@tensorflow/tfjs-core';
import type { AttentionFrame } from './attention-frame.ts';
import type { Dropout, Dropouts } from './dropout.ts';
import type { EncoderWeights } from './encoder-parameters.ts';
import type { EncoderShape } from './encoder-shape.ts';

export interface EncodeStepsInput {
  /** Histories in the batch. */
  readonly count: number;
  /** Steps of each. */
  readonly length: number;
  /** Item vectors of the steps, `[count * length, dimension]`. */
  readonly vectors: tf.Tensor2D;
  /** One-hot, `[count * length, STEP_TYPES.length]`. */
  readonly types: tf.Tensor2D;
  /** One-hot, `[count * length, TIME_GAP_BUCKETS]`. */
  readonly gaps: tf.Tensor2D;
  /** Of the same length. */
  readonly frame: AttentionFrame;
}

/**
 * The forward pass of the user encoder, the same code for training and serving: a causal Transformer (Vaswani et al. 2017) with
 * normalisation before each layer (Xiong et al. 2020) and a learned bias per head and distance instead of positions (after
 * Raffel et al. 2020, section 2.1), so that a shopper's fifth and fiftieth step are read alike.
 *
 * @returns The shopper's vector after each step, `[count * length, dimension]`; that after step t depends on steps 0..t only.
 * Call it inside `tf.tidy`.
 */
export function encodeSteps(weights: EncoderWeights, shape: EncoderShape, input: EncodeStepsInput, dropouts: Dropouts): tf.Tensor2D {
  const { vectors, types, gaps } = input;
  const described = tf.addN<tf.Tensor2D>([
    tf.mul(vectors, Math.sqrt(shape.dimension)),
    tf.matMul(types, weights['step.type'] as tf.Tensor2D),
    tf.matMul(gaps, weights['step.gap'] as tf.Tensor2D),
  ]);
  const dropout = dropouts.stream;
  let stream = dropout(described);
  for (let block = 0; block < shape.blocks; block += 1) {
    const of = (name: string): tf.Tensor => weights[`block${block}.${name}`]!;
    stream = tf.add(stream, dropout(attend(stream, of, shape, { ...input, dropout: dropouts.attention })));
    stream = tf.add(stream, dropout(feedForward(stream, of)));
  }
  return normalise(stream, weights['final.norm.scale']!, weights['final.norm.offset']!);
}

type BlockWeights = (name: string) => tf.Tensor;

function attend(stream: tf.Tensor2D, of: BlockWeights, { dimension, heads }: EncoderShape, input: EncodeStepsInput & { readonly dropout: Dropout }): tf.Tensor2D {
  const { count, length, frame, dropout } = input;
  const headWidth = dimension / heads;
  const normal = normalise(stream, of('attention.norm.scale'), of('attention.norm.offset'));
  // Queries, keys and values of all heads by one product, each then of shape [count, heads, length, headWidth].
  const projected = tf.matMul(normal, of('attention.query-key-value'));
  const apart = tf.transpose(tf.reshape(projected, [count, length, 3, heads, headWidth]), [2, 0, 3, 1, 4]);
  const [queries, keys, values] = tf.unstack(apart) as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  const byDistance = tf.matMul(frame.distances, of('attention.distance'));
  const bias = tf.add(tf.reshape(tf.transpose(byDistance), [heads, length, length]), frame.mask);
  const affinity = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(headWidth));
  const attention = tf.softmax<tf.Tensor4D>(tf.add(affinity, bias));
  const mixed = tf.transpose(tf.matMul(dropout(attention), values), [0, 2, 1, 3]);
  return tf.matMul(tf.reshape(mixed, [count * length, dimension]), of('attention.output'));
}

function feedForward(stream: tf.Tensor2D, of: BlockWeights): tf.Tensor2D {
  const normal = normalise(stream, of('feed-forward.norm.scale'), of('feed-forward.norm.offset'));
  const inner = tf.relu(tf.add(tf.matMul(normal, of('feed-forward.inner') as tf.Tensor2D), of('feed-forward.inner-offset')));
  return tf.add(tf.matMul(inner as tf.Tensor2D, of('feed-forward.output') as tf.Tensor2D), of('feed-forward.output-offset'));
}

/** Layer normalisation (Ba et al. 2016). */
function normalise(rows: tf.Tensor2D, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor2D {
  const centred = tf.sub(rows, tf.mean(rows, 1, true));
  const variance = tf.mean(tf.square(centred), 1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5))), scale), offset);
}
