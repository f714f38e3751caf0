import * as tf from '@tensorflow/tfjs-core';
import { createSeededRandom } from '../seeded-random.ts';

/** The textbook's sizes: Embedding(items, 128), LSTM(128), Dense(1). */
export const LSTM_UNITS = 128;

/**
 * Of the classic recipe: item embeddings `[items, units]`; input and recurrent kernels `[units, 4 * units]`, gates in the order
 * input, forget, cell, output; bias `[4 * units]`; output kernel `[units, 1]` and bias `[1]`.
 */
export type LstmParameters = Map<string, Float32Array>;

/** The trained kernels as tensors of the open backend; the embeddings' rows are looked up outside of it. */
export type LstmWeights = Readonly<Record<'input' | 'recurrent' | 'bias' | 'output' | 'output-bias', tf.Tensor2D>>;

const SIZES = {
  input: [LSTM_UNITS, 4 * LSTM_UNITS],
  recurrent: [LSTM_UNITS, 4 * LSTM_UNITS],
  bias: [1, 4 * LSTM_UNITS],
  output: [LSTM_UNITS, 1],
  'output-bias': [1, 1],
} as const satisfies Record<keyof LstmWeights, [number, number]>;

export const LSTM_WEIGHT_NAMES = Object.keys(SIZES) as (keyof LstmWeights)[];

/** As Keras begins: kernels normal by fan-in, a forget bias of 1. */
export function initialLstmParameters(items: number, seed: number): LstmParameters {
  const random = createSeededRandom(seed);
  const normal = (count: number, deviation: number): Float32Array => Float32Array.from({ length: count }, () => deviation * random.normal());
  return new Map([
    ['embedding', normal(items * LSTM_UNITS, 0.03)],
    ['input', normal(LSTM_UNITS * 4 * LSTM_UNITS, 1 / Math.sqrt(LSTM_UNITS))],
    ['recurrent', normal(LSTM_UNITS * 4 * LSTM_UNITS, 1 / Math.sqrt(LSTM_UNITS))],
    ['bias', Float32Array.from({ length: 4 * LSTM_UNITS }, (_, place) => (place >= LSTM_UNITS && place < 2 * LSTM_UNITS ? 1 : 0))],
    ['output', normal(LSTM_UNITS, 1 / Math.sqrt(LSTM_UNITS))],
    ['output-bias', new Float32Array(1)],
  ]);
}

/** Tensors that the caller disposes. */
export function toLstmWeights(parameters: LstmParameters): LstmWeights {
  return Object.fromEntries(LSTM_WEIGHT_NAMES.map((name) => [name, tf.tensor2d(parameters.get(name)!, [...SIZES[name]])])) as unknown as LstmWeights;
}
