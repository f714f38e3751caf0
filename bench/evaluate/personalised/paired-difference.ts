import { seededRandom } from '../../support/seeded-random.ts';

export interface PairedDifference {
  readonly mean: number;
  /** Of the mean, 95 %. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2_000;

/**
 * Mean of `a[i] - b[i]` with its bootstrap interval: cases are drawn with replacement, both sides of a case together
 * (Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 13, percentile interval).
 *
 * @param a - One value a case, aligned to `b`; at least one.
 */
export function pairedDifference(a: readonly number[], b: readonly number[], seed: number): PairedDifference {
  const differences = Float64Array.from(a, (value, place) => value - b[place]!);
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < differences.length; draw += 1) sum += differences[Math.floor(random() * differences.length)]!;
    return sum / differences.length;
  }).toSorted();
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / differences.length,
    low: means[Math.floor(0.025 * RESAMPLES)]!,
    high: means[Math.ceil(0.975 * RESAMPLES) - 1]!,
  };
}
