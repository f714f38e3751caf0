import { LSTM_UNITS } from './lstm-parameters.ts';

/** What one step of an LSTM leaves of each row, in plain memory: gates `[rows, 4 * units]` after their activations, cell and hidden state `[rows, units]`. */
export interface LstmCells {
  readonly gates: Float32Array;
  readonly cell: Float32Array;
  readonly hidden: Float32Array;
}

/**
 * `lstmStep` without a graph, from the gates before their activations.
 * @param sums - `[rows, 4 * units]`; taken over and changed. @param before - Cell state before the step.
 */
export function forwardCells(sums: Float32Array, before: Float32Array): LstmCells {
  const cell = new Float32Array(before.length);
  const hidden = new Float32Array(before.length);
  for (let place = 0; place < before.length; place += 1) {
    const at = gatesAt(place);
    const input = (sums[at] = sigmoid(sums[at]!));
    const forget = (sums[at + LSTM_UNITS] = sigmoid(sums[at + LSTM_UNITS]!));
    const update = (sums[at + 2 * LSTM_UNITS] = Math.tanh(sums[at + 2 * LSTM_UNITS]!));
    const output = (sums[at + 3 * LSTM_UNITS] = sigmoid(sums[at + 3 * LSTM_UNITS]!));
    const remembered = forget * before[place]! + input * update;
    cell[place] = remembered;
    hidden[place] = output * Math.tanh(remembered);
  }
  return { gates: sums, cell, hidden };
}

export interface CellSlopes {
  /** Of the loss, by the hidden state that the step gave. */
  readonly hidden: Float32Array;
  /** By the cell state that it gave. */
  readonly cell: Float32Array;
}

/**
 * Back through `forwardCells` (Hochreiter and Schmidhuber 1997, appendix A.1, with the forget gate's of Gers et al. 2000).
 * @param slopesBefore - By the cell state before the step; added to. @param into - By the gates before their activations; written.
 */
export function backwardCells({ gates, cell }: LstmCells, before: Float32Array, slopes: CellSlopes, { slopesBefore, into }: { readonly slopesBefore: Float32Array; readonly into: Float32Array }): void {
  for (let place = 0; place < before.length; place += 1) {
    const at = gatesAt(place);
    const input = gates[at]!;
    const forget = gates[at + LSTM_UNITS]!;
    const update = gates[at + 2 * LSTM_UNITS]!;
    const output = gates[at + 3 * LSTM_UNITS]!;
    const bent = Math.tanh(cell[place]!);
    const ofHidden = slopes.hidden[place]!;
    const ofCell = slopes.cell[place]! + ofHidden * output * (1 - bent * bent);
    into[at] = ofCell * update * input * (1 - input);
    into[at + LSTM_UNITS] = ofCell * before[place]! * forget * (1 - forget);
    into[at + 2 * LSTM_UNITS] = ofCell * input * (1 - update * update);
    into[at + 3 * LSTM_UNITS] = ofHidden * bent * output * (1 - output);
    slopesBefore[place] = slopesBefore[place]! + ofCell * forget;
  }
}

/** Where the first gate of a unit lies, whose state lies at `place`. */
function gatesAt(place: number): number {
  return place + 3 * LSTM_UNITS * Math.floor(place / LSTM_UNITS);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
