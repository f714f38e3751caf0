import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../schema/errors.ts';
import { createSeededRandom } from '../seeded-random.ts';
import type { NamedTensor } from '../tensors/named-tensor.ts';
import { encoderParameterShapes, type EncoderShape } from './encoder-shape.ts';

/** The numbers of a user encoder, by the names of `encoderParameterShapes`. */
export type EncoderParameters = ReadonlyMap<string, Float32Array>;

/** The same numbers as tensors of the open backend; all but the items', whose rows are looked up outside of it. */
export type EncoderWeights = Readonly<Record<string, tf.Tensor>>;

/** Fresh parameters: scales 1, offsets and distances 0, the rest normal with a deviation fit for its fan-in. */
export function initialEncoderParameters(shape: EncoderShape, seed: number): Map<string, Float32Array> {
  const random = createSeededRandom(seed);
  return new Map(
    encoderParameterShapes(shape).map(([name, sizes]) => {
      const deviation = initialDeviation(name, sizes);
      const data = new Float32Array(placesOf(sizes));
      if (name.endsWith('.scale')) data.fill(1);
      else if (deviation > 0) data.forEach((_, place) => (data[place] = deviation * random.normal()));
      return [name, data];
    }),
  );
}

/** @throws AppError `INVARIANT_BROKEN` where a parameter is missing or has another shape, naming it. */
export function encoderParametersOf(tensors: readonly NamedTensor[], shape: EncoderShape): Map<string, Float32Array> {
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  return new Map(
    encoderParameterShapes(shape).map(([name, sizes]) => {
      const tensor = given.get(name);
      if (tensor === undefined || tensor.shape.join() !== sizes.join() || tensor.data.length !== placesOf(sizes)) {
        const got = tensor === undefined ? 'none' : `[${tensor.shape.join(', ')}] with ${tensor.data.length} numbers`;
        throw new AppError('INVARIANT_BROKEN', `Encoder tensor ${name}: expected shape [${sizes.join(', ')}], got ${got}.`);
      }
      return [name, tensor.data];
    }),
  );
}

export function encoderTensorsOf(parameters: EncoderParameters, shape: EncoderShape): NamedTensor[] {
  return encoderParameterShapes(shape).map(([name, sizes]) => ({ name, shape: sizes, data: parameters.get(name)! }));
}

/** Tensors that the caller disposes. */
export function toEncoderWeights(parameters: EncoderParameters, shape: EncoderShape): EncoderWeights {
  return Object.fromEntries(
    encoderParameterShapes(shape)
      .filter(([name]) => name !== 'item.embedding')
      .map(([name, sizes]) => [name, tf.tensor(parameters.get(name)!, [...sizes])]),
  );
}

function initialDeviation(name: string, sizes: readonly number[]): number {
  if (name.endsWith('.offset') || name.endsWith('-offset') || name.endsWith('.distance')) return 0;
  if (name === 'item.embedding' || name.startsWith('step.')) return 0.02;
  if (name === 'item.content') return 0.02;
  return Math.sqrt(1 / sizes[0]!);
}

function placesOf(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1);
}
