import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSeededRandom, openTrainingTensors, type SequenceStep } from '../../../ranker/index.ts';
import { createLstmPart } from '../../../ranker/baseline/lstm-part.ts';
import { initialLstmParameters, LSTM_UNITS, type LstmParameters } from '../../../ranker/baseline/lstm-parameters.ts';
import { LSTM_TRAINING_SETTINGS, trainLstm } from '../../../ranker/baseline/train-lstm.ts';

const ITEMS = 12;
const SETTINGS = { ...LSTM_TRAINING_SETTINGS, learningRate: 0.01, batch: 16, epochs: 8 };
const now = (): number => 0;

beforeAll(() => openTrainingTensors('wasm'));

describe('the LSTM baseline', () => {
  it('scores a candidate as a pass over history and candidate does', () => {
    const parameters = initialLstmParameters(ITEMS, 3);
    parameters.get('embedding')!.forEach((value, place, all) => (all[place] = 20 * value));
    const part = createLstmPart(parameters, { steps: 4 });
    const scores = part.score(steps([9, 1, 5, 2, 7])) as Float32Array;
    for (const candidate of [0, 6, 11]) expect(scores[candidate]).toBeCloseTo(naiveLogit(parameters, [1, 5, 2, 7, candidate]), 4);
    part.dispose();
  });

  it('learns what always comes next, leaves no tensor behind, and is the same for the same seed', () => {
    const random = createSeededRandom(1);
    const histories = Array.from({ length: 64 }, () => {
      const start = random.below(ITEMS);
      return steps(Array.from({ length: 5 }, (_, step) => (start + step) % ITEMS));
    });
    const before = tf.memory().numTensors;
    const trained = trainLstm({ items: ITEMS, histories, now }, SETTINGS);
    const part = createLstmPart(trained.parameters, SETTINGS);
    const scores = part.score(steps([2, 3, 4])) as Float32Array;
    expect(scores.indexOf(Math.max(...scores))).toBe(5);
    part.dispose();
    expect(trained.epochs).toBe(8);
    expect(tf.memory().numTensors).toBe(before);
    const few = { ...SETTINGS, epochs: 1 };
    const input = { items: ITEMS, histories: histories.slice(0, 16), now };
    expect(trainLstm(input, few)).toEqual(trainLstm(input, few));
  });

  it('is never taught that what came next did not: with two items the negative is the other one', () => {
    const histories = Array.from({ length: 40 }, () => steps([0, 1]));
    const { loss } = trainLstm({ items: 2, histories, now }, { ...SETTINGS, batch: 8, epochs: 12, dropout: 0 });
    // Were every second negative the positive itself, no model could come below log 2 for these.
    expect(loss).toBeLessThan(0.1);
  });

  it('takes a step a batch of examples, positives and negatives together, not of sequences', () => {
    const histories = Array.from({ length: 64 }, () => steps([1, 2, 3]));
    let taken = 0;
    trainLstm({ items: ITEMS, histories, now, onStep: () => (taken += 1) }, { ...LSTM_TRAINING_SETTINGS, epochs: 1 });
    expect(taken).toBe((64 * 4) / LSTM_TRAINING_SETTINGS.batch);
  });

  it('stops when its time is used up', () => {
    let calls = 0;
    const histories = Array.from({ length: 64 }, () => steps([1, 2, 3]));
    const trained = trainLstm({ items: ITEMS, histories, now: () => 1000 * (calls += 1) }, { ...SETTINGS, epochs: 100, secondsMax: 12 });
    expect(trained.epochs).toBeLessThan(5);
  });
});

function steps(items: readonly number[]): SequenceStep[] {
  return items.map((item) => ({ item, type: 'VIEW', atMs: null }));
}

function naiveLogit(parameters: LstmParameters, items: readonly number[]): number {
  const of = (name: string): Float32Array => parameters.get(name)!;
  const units = Array.from({ length: LSTM_UNITS }, (_, unit) => unit);
  const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
  let hidden = units.map(() => 0);
  let cell = units.map(() => 0);
  for (const item of items) {
    const gate = (which: number, unit: number): number =>
      units.reduce(
        (sum, from) =>
          sum + of('embedding')[item * LSTM_UNITS + from]! * of('input')[from * 4 * LSTM_UNITS + which * LSTM_UNITS + unit]! +
          hidden[from]! * of('recurrent')[from * 4 * LSTM_UNITS + which * LSTM_UNITS + unit]!,
        of('bias')[which * LSTM_UNITS + unit]!,
      );
    const next = units.map((unit) => sigmoid(gate(1, unit)) * cell[unit]! + sigmoid(gate(0, unit)) * Math.tanh(gate(2, unit)));
    hidden = units.map((unit) => sigmoid(gate(3, unit)) * Math.tanh(next[unit]!));
    cell = next;
  }
  return units.reduce((sum, unit) => sum + hidden[unit]! * of('output')[unit]!, of('output-bias')[0]!);
}
