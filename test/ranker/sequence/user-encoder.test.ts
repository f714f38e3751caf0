import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createUserEncoder, fromUserEncoderComponent, openTensors, toUserEncoderComponent, type UserEncoder,
} from '../../../ranker/index.ts';
import { naiveEncode } from './naive-encode.ts';
import { TOY_SHAPE, toyEncoderModel, toyHistory, toyItems } from './toy-encoder.ts';

describe('user encoder', () => {
  const model = toyEncoderModel(5);
  const items = toyItems(6);
  let encoder: UserEncoder;
  let vectors: Float32Array;

  beforeAll(async () => {
    await openTensors('wasm');
    encoder = createUserEncoder(model);
    vectors = encoder.itemVectors(items);
  });
  afterAll(() => encoder.dispose());

  it('equals the papers written out, for histories shorter and longer than it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (length, seed) => {
        const history = toyHistory(seed, length);
        const expected = naiveEncode(model, history, vectors);
        expect([...encoder.encode(history, vectors)]).toEqual(expected.map((value) => expect.closeTo(value, 4)));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('gives each of many histories the vector that it has alone, in their order', () => {
    const histories = [3, 0, 9, 1, 6, 3].map((length, seed) => toyHistory(seed, length));
    const together = encoder.encodeAll(histories, vectors);
    histories.forEach((history, row) => {
      const own = together.subarray(row * TOY_SHAPE.dimension, (row + 1) * TOY_SHAPE.dimension);
      expect([...own]).toEqual([...encoder.encode(history, vectors)].map((value) => expect.closeTo(value, 5)));
    });
    expect([...encoder.encode([], vectors)]).toEqual(Array(TOY_SHAPE.dimension).fill(0));
  });

  it('gives an item its trained embedding and its content, and a new one its content alone', () => {
    const data = (name: string): Float32Array => model.tensors.find((tensor) => tensor.name === name)!.data;
    const { dimension } = TOY_SHAPE;
    items.forEach(({ content }, item) => {
      const own = vectors.subarray(item * dimension, (item + 1) * dimension);
      const expected = Array.from({ length: dimension }, (_, column) =>
        (item < TOY_SHAPE.items ? data('item.embedding')[item * dimension + column]! : 0) +
        [...(content ?? [])].reduce((sum, value, feature) => sum + value * data('item.content')[feature * dimension + column]!, 0),
      );
      expect([...own]).toEqual(expected.map((value) => expect.closeTo(value, 5)));
    });
  });

  it('comes back from a component of a model directory as it was', () => {
    const again = createUserEncoder(fromUserEncoderComponent(structuredClone(toUserEncoderComponent(model))));
    const history = toyHistory(3, 5);
    expect(again.itemVectors(items)).toEqual(vectors);
    expect(again.encode(history, vectors)).toEqual(encoder.encode(history, vectors));
    again.dispose();
  });

  it('names the tensor that has another shape than its sizes say', () => {
    const wrong = { ...model, shape: { ...TOY_SHAPE, inner: 13 } };
    expect(() => createUserEncoder(wrong)).toThrow('block0.feed-forward.inner: expected shape [8, 13], got [8, 12]');
  });

  it('keeps no tensor of a call', () => {
    encoder.encode(toyHistory(1, 6), vectors);
    const before = tf.memory().numTensors;
    for (let call = 0; call < 20; call += 1) encoder.encode(toyHistory(call, 6), vectors);
    expect(tf.memory().numTensors).toBe(before);
    const own = createUserEncoder(model);
    own.encode(toyHistory(1, 4), vectors);
    own.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
