import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensors } from '../../../ranker/index.ts';
import { decodeWeights } from '../../../ranker/model/decode-weights.ts';
import { encodeWeights } from '../../../ranker/model/encode-weights.ts';
import type { NamedWeights } from '../../../ranker/model/model-types.ts';

beforeAll(() => openTensors('wasm'));

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 });
const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });

const someWeights = fc
  .uniqueArray(
    fc.record({ name: fc.stringMatching(/^[a-z]{1,6}$/), shape: shapes, kind: fc.constantFrom('float32', 'int32', 'string') }),
    { selector: ({ name }) => name, maxLength: 5 },
  )
  .chain((plans) =>
    fc.tuple(
      ...plans.map(({ name, shape, kind }): fc.Arbitrary<NamedWeights> => {
        const exactly = { minLength: size(shape), maxLength: size(shape) };
        if (kind === 'string') return fc.array(fc.string({ unit: 'grapheme' }), exactly).map((data) => ({ name, shape, data }));
        if (kind === 'int32') return fc.int32Array(exactly).map((data) => ({ name, shape, data }));
        return fc.array(float32, exactly).map((data) => ({ name, shape, data: Float32Array.from(data) }));
      }),
    ),
  );

describe('weights', () => {
  it('come back from their bytes as they were', () => {
    fc.assert(
      fc.property(someWeights, (weights) => {
        expect(decodeWeights(encodeWeights(weights, { quantized: false }))).toEqual(weights);
      }),
    );
  });

  it('lie in the bytes that tfjs itself writes', async () => {
    await fc.assert(
      fc.asyncProperty(someWeights, async (weights) => {
        const tensors = weights.map(({ name, shape, data }) => ({
          name,
          tensor: tf.tensor(data as never, [...shape], Array.isArray(data) ? 'string' : data instanceof Int32Array ? 'int32' : 'float32'),
        }));
        const { data, specs } = await tf.io.encodeWeights(tensors);
        const ours = encodeWeights(weights, { quantized: false });
        expect(Buffer.from(ours.bytes)).toEqual(Buffer.from(data));
        expect(ours.specs).toEqual(specs);
        for (const { tensor } of tensors) tensor.dispose();
      }),
      { numRuns: 30 },
    );
  });

  it('in 8 bits stay within 1/255 of the largest of their channel', () => {
    const shape = [7, 5];
    const matrix = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 35, maxLength: 35 });
    fc.assert(
      fc.property(matrix, (values) => {
        const data = Float32Array.from(values);
        const [back] = decodeWeights(encodeWeights([{ name: 'w', shape, data }], { quantized: true }));
        for (const [index, value] of data.entries()) {
          const channel = data.filter((_value, other) => other % 5 === index % 5);
          const largest = Math.max(...channel.map(Math.abs));
          expect(Math.abs((back!.data as Float32Array)[index]! - value)).toBeLessThanOrEqual(largest / 255 + 1e-6 * largest);
        }
      }),
    );
  });

  it('in 8 bits keep 0 exactly where none is negative, and to within half of 1/255: the empty places of a table speak for nothing', () => {
    const data = Float32Array.of(0.9, 0.002, 0.31, 0, 0.01, 0);
    const [back] = decodeWeights(encodeWeights([{ name: 'w', shape: [3, 2], data }], { quantized: true }));
    expect([...(back!.data as Float32Array)].map((value) => value === 0)).toEqual([false, false, false, true, false, true]);
    expect(Math.abs((back!.data as Float32Array)[2]! - 0.31)).toBeLessThanOrEqual(0.9 / 510 + 1e-6);
  });

  it('in 8 bits take little more than a quarter', () => {
    const weights = [{ name: 'w', shape: [64, 64], data: new Float32Array(4096).map((_zero, index) => Math.sin(index)) }];
    const [whole, small] = [false, true].map((quantized) => encodeWeights(weights, { quantized }).bytes.length);
    expect(small! / whole!).toBeLessThan(0.27);
  });

  it('leave no tensor behind', () => {
    const before = tf.memory().numTensors;
    decodeWeights(encodeWeights([{ name: 'w', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }], { quantized: true }));
    expect(tf.memory().numTensors).toBe(before);
  });
});
