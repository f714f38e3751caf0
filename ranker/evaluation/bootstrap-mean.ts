import { createSeededRandom } from '../seeded-random.ts';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly rounds?: number;
  /** Share of the resampled within the interval, such as .95. */
  readonly level?: number;
}

/**
 * A mean with the percentile interval of its bootstrap (Efron and Tibshirani 1993, chapter 13). For the difference of two
 * models on the same shoppers give the differences: the interval is then paired.
 *
 * @param values - One a shopper; not empty.
 */
export function bootstrapMean(values: ArrayLike<number>, { seed, rounds = 1000, level = 0.95 }: BootstrapOptions): Interval {
  const random = createSeededRandom(seed);
  const count = values.length;
  const means = Float64Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) sum += values[random.below(count)]!;
    return sum / count;
  });
  let sum = 0;
  for (let place = 0; place < count; place += 1) sum += values[place]!;
  return percentileInterval(sum / count, means, level);
}

/** @param estimates - Of the resamples, in any order. @param mean - That of the sample itself. */
export function percentileInterval(mean: number, estimates: ArrayLike<number>, level: number): Interval {
  const sorted = Float64Array.from(estimates).toSorted();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return { mean, low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
