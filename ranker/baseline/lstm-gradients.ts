import * as tf from '@tensorflow/tfjs-core';
import { backwardCells, forwardCells, type LstmCells } from './lstm-cell.ts';
import { LSTM_UNITS, toLstmWeights, type LstmParameters } from './lstm-parameters.ts';

const GATES = 4 * LSTM_UNITS;

/** Sequences of like length side by side, place by place: what is at place `p` of row `r` lies at `p * count + r`. */
export interface LstmBatch {
  readonly count: number;
  readonly length: number;
  /** Item numbers, `[length * count]`; any where a row is filled up. */
  readonly items: Int32Array;
  /** The negative of each place but the first, `[(length - 1) * count]`. */
  readonly negatives: Int32Array;
  /** Real steps of each row, 2 or more. */
  readonly lengths: Int32Array;
  /** Factors of inputs and of the recurrent state, `[count * units]` each, the same at all places of a row. */
  readonly inputMask: Float32Array;
  readonly hiddenMask: Float32Array;
}

export interface LstmGradients {
  /** Mean binary cross-entropy of all examples. */
  readonly loss: number;
  /** By name, of all parameters but the embedding. */
  readonly kernels: ReadonlyMap<string, Float32Array>;
  /** Of the embedding, by item: only of those that are in the batch. */
  readonly rows: ReadonlyMap<number, Float32Array>;
}

/**
 * Loss and gradients of a batch: each step of a row but its first is a positive after those before it, and its negative is one step aside from
 * the same state. Going back by hand takes one product of matrices a place and three for all; a graph takes some fifty operations a place,
 * which at 64 examples cost ten times what they compute.
 */
export function lstmGradients(batch: LstmBatch, parameters: LstmParameters): LstmGradients {
  const { count, length, lengths, hiddenMask } = batch;
  const weights = toLstmWeights(parameters);
  const [bias, output, outputBias] = ['bias', 'output', 'output-bias'].map((name) => parameters.get(name)!) as [Float32Array, Float32Array, Float32Array];
  const states = count * LSTM_UNITS;
  const ofPlace = (values: Float32Array, place: number, width = states): Float32Array => values.subarray(place * width, (place + 1) * width);

  const inputs = maskedRows(parameters.get('embedding')!, [...batch.items, ...batch.negatives], batch.inputMask);
  const projected = product(inputs, LSTM_UNITS, weights.input);
  const known = new Float32Array((length - 1) * states);
  const nothing = new Float32Array(states);
  const next: LstmCells[] = [];
  const aside: LstmCells[] = [];
  for (let place = 0; place < length; place += 1) {
    const before = next[place - 1]?.cell ?? nothing;
    const recurrent = place === 0 ? null : product(ofPlace(known, place - 1), LSTM_UNITS, weights.recurrent);
    const sumsOf = (from: number): Float32Array => ofPlace(projected, from, count * GATES).map((value, at) => value + (recurrent?.[at] ?? 0) + bias[at % GATES]!);
    if (place > 0) aside.push(forwardCells(sumsOf(length + place - 1), before));
    const cells = forwardCells(sumsOf(place), before);
    if (place < length - 1) ofPlace(known, place).set(cells.hidden.map((value, at) => value * hiddenMask[at]!));
    next.push(cells);
  }

  const examples = 2 * lengths.reduce((sum, own) => sum + own - 1, 0);
  const ofOutput = new Float32Array(LSTM_UNITS);
  const ofOutputBias = new Float32Array(1);
  let loss = 0;
  /** Adds to the loss of a place and to the dense layer's gradients. @returns the slopes by the hidden state. */
  const judge = ({ hidden }: LstmCells, place: number, label: 0 | 1): Float32Array => {
    const slopes = new Float32Array(states);
    for (let row = 0; row < count; row += 1) {
      if (place >= lengths[row]!) continue;
      let logit = outputBias[0]!;
      for (let unit = 0; unit < LSTM_UNITS; unit += 1) logit += hidden[row * LSTM_UNITS + unit]! * output[unit]!;
      loss += softplus(label === 1 ? -logit : logit) / examples;
      const slope = (1 / (1 + Math.exp(-logit)) - label) / examples;
      ofOutputBias[0]! += slope;
      for (let unit = 0; unit < LSTM_UNITS; unit += 1) {
        ofOutput[unit]! += slope * hidden[row * LSTM_UNITS + unit]!;
        slopes[row * LSTM_UNITS + unit] = slope * output[unit]!;
      }
    }
    return slopes;
  };

  const ofGates = new Float32Array(projected.length);
  const ofBoth = new Float32Array((length - 1) * count * GATES);
  let ofCell: Float32Array = nothing;
  let ofKnown: Float32Array = nothing;
  for (let place = length - 1; place >= 0; place -= 1) {
    const before = next[place - 1]?.cell ?? nothing;
    const slopesBefore = new Float32Array(states);
    const hidden = place === 0 ? nothing.slice() : judge(next[place]!, place, 1);
    for (let at = 0; at < states; at += 1) hidden[at]! += ofKnown[at]! * hiddenMask[at]!;
    const into = ofPlace(ofGates, place, count * GATES);
    backwardCells(next[place]!, before, { hidden, cell: ofCell }, { slopesBefore, into });
    if (place > 0) {
      const intoAside = ofPlace(ofGates, length + place - 1, count * GATES);
      backwardCells(aside[place - 1]!, before, { hidden: judge(aside[place - 1]!, place, 0), cell: nothing }, { slopesBefore, into: intoAside });
      const both = ofPlace(ofBoth, place - 1, count * GATES);
      for (let at = 0; at < both.length; at += 1) both[at] = into[at]! + intoAside[at]!;
      ofKnown = product(both, GATES, weights.recurrent, { transposed: true });
    }
    ofCell = slopesBefore;
  }

  const ofBias = new Float32Array(GATES);
  for (let at = 0; at < ofGates.length; at += 1) ofBias[at % GATES]! += ofGates[at]!;
  const kernels = new Map([
    ['input', outerProduct(inputs, LSTM_UNITS, ofGates)],
    ['recurrent', outerProduct(known, LSTM_UNITS, ofBoth)],
    ['bias', ofBias],
    ['output', ofOutput],
    ['output-bias', ofOutputBias],
  ]);
  const ofInputs = product(ofGates, GATES, weights.input, { transposed: true });
  tf.dispose(Object.values(weights));
  return { loss, kernels, rows: sumByItem(ofInputs, [...batch.items, ...batch.negatives], batch.inputMask) };
}

/** The table's rows of the items, times their row's mask. */
function maskedRows(table: Float32Array, items: readonly number[], mask: Float32Array): Float32Array {
  const rows = new Float32Array(items.length * LSTM_UNITS);
  for (const [place, item] of items.entries()) {
    for (let unit = 0; unit < LSTM_UNITS; unit += 1) {
      const at = place * LSTM_UNITS + unit;
      rows[at] = table[item * LSTM_UNITS + unit]! * mask[at % mask.length]!;
    }
  }
  return rows;
}

function sumByItem(slopes: Float32Array, items: readonly number[], mask: Float32Array): Map<number, Float32Array> {
  const sums = new Map<number, Float32Array>();
  for (const [place, item] of items.entries()) {
    const sum = sums.get(item) ?? new Float32Array(LSTM_UNITS);
    for (let unit = 0; unit < LSTM_UNITS; unit += 1) {
      const at = place * LSTM_UNITS + unit;
      sum[unit]! += slopes[at]! * mask[at % mask.length]!;
    }
    sums.set(item, sum);
  }
  return sums;
}

function product(rows: Float32Array, width: number, kernel: tf.Tensor2D, { transposed = false }: { readonly transposed?: boolean } = {}): Float32Array {
  return valuesOf(() => tf.matMul(tf.tensor2d(rows, [rows.length / width, width]), kernel, false, transposed));
}

/** Sum over the rows of each row of `left`, `[rows, width]`, times that of `right`. */
function outerProduct(left: Float32Array, width: number, right: Float32Array): Float32Array {
  const rows = left.length / width;
  return valuesOf(() => tf.matMul(tf.tensor2d(left, [rows, width]), tf.tensor2d(right, [rows, right.length / rows]), true));
}

/** Read outside of `tidy`, which would look for tensors in each number. */
function valuesOf(compute: () => tf.Tensor2D): Float32Array {
  const result = tf.tidy(compute);
  const values = result.dataSync<'float32'>();
  result.dispose();
  return values;
}

function softplus(value: number): number {
  return Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
}
