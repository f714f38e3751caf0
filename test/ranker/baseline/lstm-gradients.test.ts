import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { createSeededRandom, openTrainingTensors } from '../../../ranker/index.ts';
import { lstmGradients, type LstmBatch } from '../../../ranker/baseline/lstm-gradients.ts';
import { initialLstmParameters, LSTM_UNITS, LSTM_WEIGHT_NAMES, toLstmWeights, type LstmParameters, type LstmWeights } from '../../../ranker/baseline/lstm-parameters.ts';
import { emptyLstmState, lstmLogits, lstmStep, type LstmState } from '../../../ranker/baseline/lstm-step.ts';

const ITEMS = 9;
const SEQUENCES = [[1, 2, 3, 2], [4, 5, 6], [7, 1]];

beforeAll(() => openTrainingTensors('wasm'));

it('gives the loss and the gradients of a pass an example, positives and negatives alike', () => {
  const parameters = initialLstmParameters(ITEMS, 3);
  parameters.get('embedding')!.forEach((value, place, all) => (all[place] = 20 * value));
  const batch = batchOf(SEQUENCES);
  const before = tf.memory().numTensors;
  const got = lstmGradients(batch, parameters);
  expect(tf.memory().numTensors).toBe(before);
  const expected = exampleByExample(batch, parameters);
  expect(got.loss).toBeCloseTo(expected.loss, 5);
  for (const name of LSTM_WEIGHT_NAMES) expectClose(got.kernels.get(name)!, expected.gradients.get(name)!);
  const table = new Float32Array(ITEMS * LSTM_UNITS);
  for (const [item, row] of got.rows) table.set(row, item * LSTM_UNITS);
  expectClose(table, expected.gradients.get('embedding')!);
  expect(Math.max(...table)).toBeGreaterThan(0.001);
});

function batchOf(sequences: readonly (readonly number[])[]): LstmBatch {
  const random = createSeededRandom(2);
  const count = sequences.length;
  const length = Math.max(...sequences.map((sequence) => sequence.length));
  const mask = (): Float32Array => Float32Array.from({ length: count * LSTM_UNITS }, () => (random.next() < 0.2 ? 0 : 1.25));
  return {
    count,
    length,
    items: Int32Array.from({ length: count * length }, (_, at) => sequences[at % count]![Math.floor(at / count)] ?? 0),
    negatives: Int32Array.from({ length: count * (length - 1) }, () => random.below(ITEMS)),
    lengths: Int32Array.from(sequences, (sequence) => sequence.length),
    inputMask: mask(),
    hiddenMask: mask(),
  };
}

/** By the graph of tfjs, each example from its beginning. */
function exampleByExample({ count, lengths, items, negatives, inputMask, hiddenMask }: LstmBatch, parameters: LstmParameters) {
  const examples = Array.from(lengths).flatMap((length, row) =>
    Array.from({ length: length - 1 }, (_, last) => {
      const history = Array.from({ length: last + 1 }, (_unused, place) => items[place * count + row]!);
      return [{ row, label: 1, tokens: [...history, items[(last + 1) * count + row]!] }, { row, label: 0, tokens: [...history, negatives[last * count + row]!] }];
    }).flat(),
  );
  const weights = toLstmWeights(parameters);
  const embedding = tf.tensor2d(parameters.get('embedding')!, [ITEMS, LSTM_UNITS]);
  const maskOf = (mask: Float32Array, row: number): tf.Tensor2D => tf.tensor2d(mask.slice(row * LSTM_UNITS, (row + 1) * LSTM_UNITS), [1, LSTM_UNITS]);
  const lossOf = (table: tf.Tensor, own: LstmWeights): tf.Scalar =>
    tf.div(tf.addN(examples.map(({ row, label, tokens }) => {
      let state: LstmState = emptyLstmState(1);
      for (const item of tokens) {
        const input = tf.mul<tf.Tensor2D>(tf.slice(table as tf.Tensor2D, [item, 0], [1, LSTM_UNITS]), maskOf(inputMask, row));
        const known = { cell: state.cell, hidden: tf.mul<tf.Tensor2D>(state.hidden, maskOf(hiddenMask, row)) };
        state = lstmStep(known, tf.add(tf.matMul(input, own.input), own.bias), own);
      }
      const logit = lstmLogits(state.hidden, own);
      return tf.sum<tf.Scalar>(tf.softplus(label === 1 ? tf.neg(logit) : logit));
    })), examples.length);
  const { value, grads } = tf.valueAndGrads((table: tf.Tensor, ...tensors: tf.Tensor[]) =>
    lossOf(table, Object.fromEntries(LSTM_WEIGHT_NAMES.map((name, place) => [name, tensors[place]!])) as unknown as LstmWeights),
  )([embedding, ...LSTM_WEIGHT_NAMES.map((name) => weights[name])]);
  const names = ['embedding', ...LSTM_WEIGHT_NAMES];
  return { loss: value.dataSync()[0]!, gradients: new Map(names.map((name, place) => [name, grads[place]!.dataSync<'float32'>()])) };
}

function expectClose(got: Float32Array, expected: Float32Array): void {
  expect(got.length).toBe(expected.length);
  expect(Math.max(...got.map((value, place) => Math.abs(value - expected[place]!)))).toBeLessThan(1e-5);
}
