import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSeededRandom, openTrainingTensors, type SequenceStep } from '../../../ranker/index.ts';
import { productId } from '../../../schema/ids.ts';
import { sampledSoftmax } from '../../../ranker/sequence/sampled-softmax.ts';
import { ENCODER_TRAINING_SETTINGS, trainUserEncoder, type EncoderTrainingInput } from '../../../ranker/sequence/train-user-encoder.ts';
import { createWeightAverage } from '../../../ranker/sequence/weight-average.ts';
import { trainingWindows } from '../../../ranker/sequence/training-windows.ts';
import type { UserEncoder } from '../../../ranker/index.ts';

const ITEMS = 24;
const SETTINGS = { ...ENCODER_TRAINING_SETTINGS, learningRate: 0.01, batch: 16, negatives: 16, dropout: 0.1, maxEpochs: 12, patience: 12 };

// WebAssembly, so that it also proves that training needs nothing that only libtensorflow has.
beforeAll(() => openTrainingTensors('wasm'));

describe('training the user encoder', () => {
  it('learns what always comes next', () => {
    const before = tf.memory().numTensors;
    const epochs: number[] = [];
    const { model, epochs: reports } = trainUserEncoder({ ...walks({ content: false }), onEpoch: ({ loss }) => epochs.push(loss) }, SETTINGS);
    expect(epochs).toEqual(reports.map(({ loss }) => loss));
    expect(Math.max(...reports.map(({ validation }) => validation))).toBeGreaterThan(0.95);
    expect(epochs.at(-1)!).toBeLessThan(epochs[0]! / 2);
    expect(model.itemIds).toHaveLength(ITEMS);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('learns from content alone, for items without an embedding', () => {
    const { epochs } = trainUserEncoder(walks({ content: true }), SETTINGS);
    expect(Math.max(...epochs.map(({ validation }) => validation))).toBeGreaterThan(0.9);
  });

  it('learns as well with its weights averaged and attention dropped out', () => {
    const { epochs } = trainUserEncoder(walks({ content: false }), { ...SETTINGS, averaging: 0.9, attentionDropout: 0.1 });
    expect(Math.max(...epochs.map(({ validation }) => validation))).toBeGreaterThan(0.95);
  });

  it('gives the same model for the same seed, and another for another', () => {
    const few = { ...SETTINGS, maxEpochs: 2 };
    const train = (seed: number) => trainUserEncoder(walks({ content: false }), { ...few, seed }).model;
    expect(train(3)).toEqual(train(3));
    expect(train(3)).not.toEqual(train(4));
  });

  it('stops when validation gets no better, and gives back the best epoch', () => {
    const values = [0.1, 0.5, 0.4, 0.3, 0.9];
    const seen: UserEncoder[] = [];
    const stopped = trainUserEncoder(
      { ...walks({ content: false }), validate: (encoder) => values[seen.push(encoder) - 1]! },
      { ...SETTINGS, patience: 2 },
    );
    const two = trainUserEncoder({ ...walks({ content: false }), validate: () => 0 }, { ...SETTINGS, maxEpochs: 2, patience: 9 });
    expect(stopped.epochs.map(({ validation }) => validation)).toEqual([0.1, 0.5, 0.4, 0.3]);
    // Epoch 2 of an equal run: its first epoch is the best of equals, so train it with rising values to compare.
    const rising = trainUserEncoder({ ...walks({ content: false }), validate: counter() }, { ...SETTINGS, maxEpochs: 2, patience: 9 });
    expect(stopped.model).toEqual(rising.model);
    expect(stopped.model).not.toEqual(two.model);
  });
});

describe('the average of the weights', () => {
  it('is the weights themselves without a decay, and follows them slowly with one', () => {
    const parameters = new Map([['w', Float32Array.of(0)]]);
    const [none, slow] = [createWeightAverage(parameters, 0), createWeightAverage(parameters, 0.9)];
    parameters.get('w')![0] = 1;
    let expected = 0;
    for (let step = 1; step <= 200; step += 1) {
      none.add();
      slow.add();
      const kept = Math.min(0.9, step / (step + 9));
      expected = kept * expected + (1 - kept);
      expect(none.parameters.get('w')![0]).toBe(1);
      expect(slow.parameters.get('w')![0]).toBeCloseTo(expected, 5);
    }
    expect(expected).toBeCloseTo(1, 5);
  });
});

describe('sampled softmax', () => {
  it('equals the sum written out, with its correction and without the target among the samples', () => {
    const random = createSeededRandom(2);
    const rows = (count: number): number[][] => Array.from({ length: count }, () => Array.from({ length: 3 }, () => random.normal()));
    const [states, targets, negatives] = [rows(4), rows(4), rows(5)];
    const [targetItems, negativeItems, importance] = [[1, 2, 3, 4], [9, 2, 7, 2, 4], [1, 0.5, 0, 2]];
    const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, place) => sum + value * b[place]!, 0);
    const losses = states.map((state, place) => {
      const right = dot(state, targets[place]!);
      const others = negatives.flatMap((negative, sample) => (negativeItems[sample] === targetItems[place] ? [] : [Math.exp(dot(state, negative)) * (40 / 5)]));
      return Math.log(Math.exp(right) + others.reduce((sum, value) => sum + value, 0)) - right;
    });
    const expected = losses.reduce((sum, loss, place) => sum + loss * importance[place]!, 0) / 3.5;
    const got = tf.tidy(() =>
      sampledSoftmax({
        states: tf.tensor2d(states), targets: tf.tensor2d(targets), negatives: tf.tensor2d(negatives),
        targetItems: tf.tensor2d(targetItems, [4, 1], 'int32'), negativeItems: tf.tensor2d(negativeItems, [1, 5], 'int32'),
        importance: tf.tensor2d(importance, [4, 1]), catalogSize: 40,
      }).dataSync()[0],
    );
    expect(got).toBeCloseTo(expected, 4);
  });
});

describe('training windows', () => {
  it('predict every step but the first of a history exactly once', () => {
    for (let length = 0; length < 23; length += 1) {
      const history = Array.from({ length }, (_, item): SequenceStep => ({ item, type: 'VIEW', atMs: null }));
      const predicted = trainingWindows([history], 5).flatMap((window) => window.slice(1).map(({ item }) => item));
      expect(predicted.toSorted((a, b) => a - b)).toEqual(history.slice(1).map(({ item }) => item));
      expect(trainingWindows([history], 5).every((window) => window.length <= 6)).toBe(true);
    }
  });
});

/** Shoppers who go round the items, in steps of 1 or of 5: the step is told by the last two items alone. */
function walks({ content }: { readonly content: boolean }): EncoderTrainingInput {
  const random = createSeededRandom(8);
  const walk = (): SequenceStep[] => {
    const start = random.below(ITEMS);
    const stride = random.next() < 0.5 ? 1 : 5;
    return Array.from({ length: 8 }, (_, step) => ({ item: (start + step * stride) % ITEMS, type: 'VIEW', atMs: null }));
  };
  const histories = Array.from({ length: 160 }, walk);
  const heldOut = Array.from({ length: 40 }, walk);
  return {
    shape: { dimension: 16, blocks: 1, heads: 2, inner: 32, steps: 10, items: content ? 0 : ITEMS, contentDimension: content ? ITEMS : 0 },
    itemIds: Array.from({ length: ITEMS }, (_, item) => productId(`p${item}`)),
    content: Float32Array.from({ length: content ? ITEMS * ITEMS : 0 }, (_, place) => (place % (ITEMS + 1) === 0 ? 4 : 0)),
    histories,
    validate(encoder, vectors) {
      const hits = heldOut.filter((walk) => {
        const user = encoder.encode(walk.slice(0, -1), vectors);
        const scores = Array.from({ length: ITEMS }, (_, item) => user.reduce((sum, value, column) => sum + value * vectors[item * 16 + column]!, 0));
        return scores.indexOf(Math.max(...scores)) === walk.at(-1)!.item;
      });
      return hits.length / heldOut.length;
    },
  };
}

function counter(): () => number {
  let calls = 0;
  return () => (calls += 1);
}
