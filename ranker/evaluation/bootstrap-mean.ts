import { createSeededRandom } from '../seeded-random.ts';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly rounds?: number;
  /** Share of resampled means within the interval, such as .95. */
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
  }).toSorted();
  const at = (share: number): number => means[Math.min(rounds - 1, Math.max(0, Math.round(share * (rounds - 1))))]!;
  let sum = 0;
  for (let place = 0; place < count; place += 1) sum += values[place]!;
  return { mean: sum / count, low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
