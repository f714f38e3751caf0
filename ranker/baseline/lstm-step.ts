import * as tf from '@tensorflow/tfjs-core';
import { LSTM_UNITS, type LstmWeights } from './lstm-parameters.ts';

/** What an LSTM remembers of a sequence, `[count, units]` each. */
export interface LstmState {
  readonly hidden: tf.Tensor2D;
  readonly cell: tf.Tensor2D;
}

export function emptyLstmState(count: number): LstmState {
  return { hidden: tf.zeros([count, LSTM_UNITS]), cell: tf.zeros([count, LSTM_UNITS]) };
}

/**
 * One step (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
 * @param projected - The inputs times the input kernel, plus bias, `[count, 4 * units]`; both may be broadcast to the other.
 */
export function lstmStep({ hidden, cell }: LstmState, projected: tf.Tensor2D, { recurrent }: LstmWeights): LstmState {
  const [input, forget, update, output] = tf.split(tf.add<tf.Tensor2D>(projected, tf.matMul(hidden, recurrent)), 4, 1);
  const remembered = tf.add<tf.Tensor2D>(tf.mul(tf.sigmoid(forget!), cell), tf.mul(tf.sigmoid(input!), tf.tanh(update!)));
  return { hidden: tf.mul<tf.Tensor2D>(tf.sigmoid(output!), tf.tanh(remembered)), cell: remembered };
}

/** The dense layer before its sigmoid, `[count, 1]`: monotone in the probability, and enough to rank by. */
export function lstmLogits(hidden: tf.Tensor2D, weights: LstmWeights): tf.Tensor2D {
  return tf.add<tf.Tensor2D>(tf.matMul(hidden, weights.output), weights['output-bias']);
}
