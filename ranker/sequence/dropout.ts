import * as tf from '@tensorflow/tfjs-core';
import type { SeededRandom } from '../seeded-random.ts';

/** Sets numbers to 0 by chance and scales up the rest (Srivastava et al. 2014, section 10, inverted); the identity when serving. */
export type Dropout = <T extends tf.Tensor>(values: T) => T;

export const noDropout: Dropout = (values) => values;

/** Where numbers are dropped while training. */
export interface Dropouts {
  /** Of the input and of what each layer adds to the stream. */
  readonly stream: Dropout;
  /** Of the shares that steps give to those before them. */
  readonly attention: Dropout;
}

export const NO_DROPOUTS: Dropouts = { stream: noDropout, attention: noDropout };

/**
 * Masks are drawn here and not by tfjs, whose generator costs more than the layer that it is for, and differs between backends.
 *
 * @param rate - Share of numbers dropped, 0 up to below 1.
 */
export function createDropout(rate: number, random: SeededRandom): Dropout {
  if (rate === 0) return noDropout;
  const kept = 1 / (1 - rate);
  return <T extends tf.Tensor>(values: T): T => {
    const mask = new Float32Array(values.size);
    for (let place = 0; place < mask.length; place += 1) if (random.next() >= rate) mask[place] = kept;
    return tf.mul(values, tf.tensor(mask, values.shape));
  };
}
