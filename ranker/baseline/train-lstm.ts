import * as tf from '@tensorflow/tfjs-core';
import type { SequenceStep } from '../score-part.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { createAdam } from '../sequence/adam.ts';
import { createDropout, type Dropout } from '../sequence/dropout.ts';
import { toStepBatch, type StepBatch } from '../sequence/step-batch.ts';
import { lengthBuckets, trainingWindows } from '../sequence/training-windows.ts';
import { initialLstmParameters, LSTM_UNITS, LSTM_WEIGHT_NAMES, toLstmWeights, type LstmParameters, type LstmWeights } from './lstm-parameters.ts';
import { emptyLstmState, lstmLogits, lstmStep, type LstmState } from './lstm-step.ts';

export interface LstmTrainingSettings {
  readonly seed: number;
  readonly epochs: number;
  /** Sequences a step. */
  readonly batch: number;
  readonly learningRate: number;
  /** Of inputs and of the recurrent state, one mask a sequence (Gal and Ghahramani 2016). */
  readonly dropout: number;
  /** Steps of history. */
  readonly steps: number;
  /** Training ends with the step in which it is used up. */
  readonly secondsMax: number;
}

/** The classic recipe. */
export const LSTM_TRAINING_SETTINGS: LstmTrainingSettings = {
  seed: 1, epochs: 10, batch: 64, learningRate: 1e-3, dropout: 0.2, steps: 50, secondsMax: 600,
};

export interface LstmTrainingInput {
  readonly items: number;
  readonly histories: readonly (readonly SequenceStep[])[];
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly onStep?: (epoch: number, share: number, loss: number) => void;
}

export interface TrainedLstm {
  readonly parameters: LstmParameters;
  /** Epochs done, the last perhaps in part. */
  readonly epochs: number;
  /** Of the last epoch: mean binary cross-entropy. */
  readonly loss: number;
}

/**
 * Trains the classic next-item classifier: Embedding → LSTM → Dense(1, sigmoid), the candidate as last token, one sampled negative
 * for each positive, binary cross-entropy, Adam.
 *
 * A history with its next item is a history that is one longer. So one pass over a sequence gives all its positives, and one step
 * aside from each of its states all its negatives: the same sums as example by example, in a fraction of the time.
 */
export function trainLstm({ items, histories, now, onStep }: LstmTrainingInput, settings: LstmTrainingSettings): TrainedLstm {
  const random = createSeededRandom(settings.seed);
  const parameters = initialLstmParameters(items, settings.seed);
  const adam = createAdam({ learningRate: settings.learningRate });
  const windows = trainingWindows(histories, settings.steps);
  const endMs = now() + 1000 * settings.secondsMax;
  let loss = 0;
  let epoch = 0;
  while (epoch < settings.epochs && now() < endMs) {
    epoch += 1;
    let sum = 0;
    let done = 0;
    const batches = lengthBuckets(windows, settings.batch, random);
    for (const places of batches) {
      if (now() >= endMs) break;
      const batch = toStepBatch(Array.from(places, (place) => windows[place]!), settings.steps + 1);
      const { value, gradients } = lossAndGradients(batch, parameters, items, settings, random);
      adam.step(parameters, gradients);
      sum += value;
      done += 1;
      loss = sum / done;
      onStep?.(epoch, done / batches.length, loss);
    }
  }
  return { parameters, epochs: epoch, loss };
}

function lossAndGradients(batch: StepBatch, parameters: LstmParameters, items: number, settings: LstmTrainingSettings, random: SeededRandom) {
  const { count, length } = batch;
  const negatives = Int32Array.from({ length: count * (length - 1) }, () => random.below(items));
  const embedding = parameters.get('embedding')!;
  const weights = toLstmWeights(parameters);
  const dropout = createDropout(settings.dropout, random);
  const { value, grads } = tf.tidy(() => {
    const leaves = [...LSTM_WEIGHT_NAMES.map((name) => weights[name]), rowsOf(embedding, batch.items), rowsOf(embedding, negatives)];
    return tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const own = Object.fromEntries(LSTM_WEIGHT_NAMES.map((name, place) => [name, tensors[place]!])) as unknown as LstmWeights;
      return crossEntropy(own, tensors.at(-2)!, tensors.at(-1)!, batch, dropout);
    })(leaves);
  });
  const gradients = new Map(LSTM_WEIGHT_NAMES.map((name, place): [string, Float32Array] => [name, grads[place]!.dataSync<'float32'>()]));
  const dense = new Float32Array(embedding.length);
  addRows(dense, batch.items, grads.at(-2)!.dataSync<'float32'>());
  addRows(dense, negatives, grads.at(-1)!.dataSync<'float32'>());
  gradients.set('embedding', dense);
  const loss = value.dataSync()[0]!;
  tf.dispose([value, ...grads, ...Object.values(weights)]);
  return { value: loss, gradients };
}

/** @param steps - Embeddings, `[count * length, units]`; `negatives` `[count * (length - 1), units]`, those of place 1 onwards. */
function crossEntropy(weights: LstmWeights, steps: tf.Tensor, negatives: tf.Tensor, { count, length, lengths }: StepBatch, dropout: Dropout): tf.Scalar {
  const inputMask = dropout(tf.ones([count, 1, LSTM_UNITS]));
  const hiddenMask = dropout(tf.ones<tf.Rank.R2>([count, LSTM_UNITS]));
  const project = (rows: tf.Tensor, places: number): tf.Tensor3D => {
    const masked = tf.reshape(tf.mul(tf.reshape(rows, [count, places, LSTM_UNITS]), inputMask), [count * places, LSTM_UNITS]);
    return tf.reshape(tf.add(tf.matMul(masked as tf.Tensor2D, weights.input), weights.bias), [count, places, 4 * LSTM_UNITS]);
  };
  const stepInputs = tf.unstack(project(steps, length), 1) as tf.Tensor2D[];
  const negativeInputs = tf.unstack(project(negatives, length - 1), 1) as tf.Tensor2D[];
  const masked = ({ hidden, cell }: LstmState): LstmState => ({ hidden: tf.mul(hidden, hiddenMask), cell });
  let state = masked(lstmStep(emptyLstmState(count), stepInputs[0]!, weights));
  const losses: tf.Tensor2D[] = [];
  for (let place = 1; place < length; place += 1) {
    const aside = lstmStep(state, negativeInputs[place - 1]!, weights);
    const next = lstmStep(state, stepInputs[place]!, weights);
    const loss = tf.add(tf.softplus(tf.neg(lstmLogits(next.hidden, weights))), tf.softplus(lstmLogits(aside.hidden, weights)));
    const isReal = tf.tensor2d(Float32Array.from(lengths, (own) => (place < own ? 1 : 0)), [count, 1]);
    losses.push(tf.mul(loss, isReal));
    state = masked(next);
  }
  const examples = 2 * lengths.reduce((sum, own) => sum + own - 1, 0);
  return tf.div(tf.sum(tf.addN(losses)), examples);
}

function rowsOf(table: Float32Array, items: Int32Array): tf.Tensor2D {
  const rows = new Float32Array(items.length * LSTM_UNITS);
  items.forEach((item, place) => rows.set(table.subarray(item * LSTM_UNITS, (item + 1) * LSTM_UNITS), place * LSTM_UNITS));
  return tf.tensor2d(rows, [items.length, LSTM_UNITS]);
}

function addRows(table: Float32Array, items: Int32Array, rows: Float32Array): void {
  items.forEach((item, place) => {
    for (let column = 0; column < LSTM_UNITS; column += 1) {
      const to = item * LSTM_UNITS + column;
      table[to] = table[to]! + rows[place * LSTM_UNITS + column]!;
    }
  });
}
