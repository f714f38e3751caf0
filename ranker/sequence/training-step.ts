import * as tf from '@tensorflow/tfjs-core';
import type { SequenceStep, StepType } from '../score-part.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Adam } from './adam.ts';
import type { AttentionFrames } from './attention-frame.ts';
import type { Dropouts } from './dropout.ts';
import { encodeSteps } from './encode-steps.ts';
import { toEncoderWeights, type EncoderWeights } from './encoder-parameters.ts';
import type { EncoderShape } from './encoder-shape.ts';
import { sampledSoftmax } from './sampled-softmax.ts';
import { toStepBatch } from './step-batch.ts';

export interface TrainingStepOptions {
  readonly shape: EncoderShape;
  readonly parameters: Map<string, Float32Array>;
  /** Items that may be shown, `[0, catalogSize)`; those up to `shape.items` have an embedding. */
  readonly catalogSize: number;
  /** `[catalogSize, contentDimension]`; null where the encoder reads no content. */
  readonly content: tf.Tensor2D | null;
  readonly negatives: number;
  /** How much a step of each type counts as something to predict. */
  readonly importance: Readonly<Record<StepType, number>>;
  readonly adam: Adam;
  readonly dropouts: Dropouts;
  readonly frames: AttentionFrames;
  readonly random: SeededRandom;
}

/**
 * One step of training on a batch of windows: loss, gradients, Adam.
 *
 * Embedding rows are looked up in plain memory and enter the graph as leaves, so that their gradients come back as rows, to be
 * added up in plain memory: no gather in the graph, and none of its gradient, which WebAssembly lacks (UnsortedSegmentSum) and
 * which would build a dense table a step.
 *
 * @returns the loss, a mean over the predicted steps.
 */
export function trainingStep(windows: readonly (readonly SequenceStep[])[], options: TrainingStepOptions): number {
  const { shape, parameters, negatives, random, catalogSize } = options;
  const batch = toStepBatch(windows, shape.steps + 1);
  const sampled = Int32Array.from({ length: negatives }, () => random.below(catalogSize));
  const embedding = parameters.get('item.embedding');
  const weights = toEncoderWeights(parameters, shape);
  const names = Object.keys(weights);

  const { value, grads } = tf.tidy(() => {
    const leaves = [
      ...names.map((name) => weights[name]!),
      ...[batch.items, sampled].map((items) => rowsOf(embedding, items, shape)),
    ];
    return tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const own = Object.fromEntries(names.map((name, place) => [name, tensors[place]!]));
      const [stepRows, sampledRows] = tensors.slice(names.length) as [tf.Tensor2D, tf.Tensor2D];
      return lossOf(windows, batch, sampled, own, stepRows, sampledRows, options);
    })(leaves);
  });
  const loss = value.dataSync()[0]!;
  const gradients = new Map(names.map((name, place) => [name, grads[place]!.dataSync<'float32'>()]));
  if (embedding !== undefined) {
    const dense = new Float32Array(embedding.length);
    [batch.items, sampled].forEach((items, place) => {
      addRows(dense, items, grads[names.length + place]!.dataSync<'float32'>(), shape.dimension);
    });
    gradients.set('item.embedding', dense);
  }
  tf.dispose([value, ...grads, ...Object.values(weights)]);
  options.adam.step(parameters, gradients);
  return loss;
}

function lossOf(
  windows: readonly (readonly SequenceStep[])[],
  batch: ReturnType<typeof toStepBatch>,
  sampled: Int32Array,
  weights: EncoderWeights,
  stepRows: tf.Tensor2D,
  sampledRows: tf.Tensor2D,
  options: TrainingStepOptions,
): tf.Scalar {
  const { shape, content, catalogSize, frames, dropouts, importance } = options;
  const { dimension } = shape;
  const { count } = batch;
  const length = batch.length - 1;
  const places = count * length;
  const vectorsOf = (rows: tf.Tensor2D, items: Int32Array): tf.Tensor2D =>
    content === null ? rows : tf.add(rows, tf.matMul(tf.gather(content, tf.tensor1d(items, 'int32')), weights['item.content'] as tf.Tensor2D));
  const vectors = tf.reshape(vectorsOf(stepRows, batch.items), [count, batch.length, dimension]);
  const part = (data: Float32Array | Int32Array, from: number): tf.Tensor2D => {
    const width = data.length / (count * batch.length);
    const whole = tf.tensor3d(data, [count, batch.length, width], data instanceof Int32Array ? 'int32' : 'float32');
    return tf.reshape(tf.slice(whole, [0, from, 0], [count, length, width]), [places, width]);
  };
  const stretch = (from: number): tf.Tensor2D => tf.reshape(tf.slice(vectors, [0, from, 0], [count, length, dimension]), [places, dimension]);
  const states = encodeSteps(weights, shape, {
    count, length, vectors: stretch(0), types: part(batch.types, 0), gaps: part(batch.gaps, 0), frame: frames.of(length),
  }, dropouts);
  return sampledSoftmax({
    states,
    targets: stretch(1),
    negatives: vectorsOf(sampledRows, sampled),
    targetItems: part(batch.items, 1),
    negativeItems: tf.tensor2d(sampled, [1, sampled.length], 'int32'),
    importance: tf.tensor2d(importanceOf(windows, length, importance), [places, 1]),
    catalogSize,
  });
}

function importanceOf(windows: readonly (readonly SequenceStep[])[], length: number, importance: Readonly<Record<StepType, number>>): Float32Array {
  const weights = new Float32Array(windows.length * length);
  windows.forEach((window, row) => {
    for (let step = 1; step < window.length; step += 1) weights[row * length + step - 1] = importance[window[step]!.type];
  });
  return weights;
}

function rowsOf(table: Float32Array | undefined, items: Int32Array, { dimension, items: trained }: EncoderShape): tf.Tensor2D {
  const rows = new Float32Array(items.length * dimension);
  if (table !== undefined) {
    items.forEach((item, place) => {
      if (item < trained) rows.set(table.subarray(item * dimension, (item + 1) * dimension), place * dimension);
    });
  }
  return tf.tensor2d(rows, [items.length, dimension]);
}

function addRows(table: Float32Array, items: Int32Array, rows: Float32Array, width: number): void {
  items.forEach((item, place) => {
    const from = place * width;
    const to = item * width;
    if (to >= table.length) return;
    for (let column = 0; column < width; column += 1) table[to + column] = table[to + column]! + rows[from + column]!;
  });
}
