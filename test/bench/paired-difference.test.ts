import { expect, it } from 'vitest';
import { pairedDifference } from '../../bench/evaluate/personalised/paired-difference.ts';
import { seededRandom } from '../../bench/support/seeded-random.ts';

const random = seededRandom(3);
const noise = Array.from({ length: 400 }, () => random() - 0.5);
const zeros = noise.map(() => 0);

it('is exact where every case differs alike', () => {
  expect(pairedDifference(noise.map((value) => value + 0.25), noise, 1)).toEqual({ mean: expect.closeTo(0.25, 12), low: expect.closeTo(0.25, 12), high: expect.closeTo(0.25, 12) });
});

it('holds 0 for noise and not for a shift of four standard errors', () => {
  const around = pairedDifference(noise, zeros, 1);
  expect(around.low).toBeLessThan(0);
  expect(around.high).toBeGreaterThan(0);
  const standardError = Math.sqrt(1 / 12 / noise.length);
  expect(pairedDifference(noise.map((value) => value + 4 * standardError), zeros, 1).low).toBeGreaterThan(0);
});

it('is about 1.96 standard errors wide to either side, and the same for the same seed', () => {
  const { mean, low, high } = pairedDifference(noise, zeros, 1);
  const standardError = Math.sqrt(1 / 12 / noise.length);
  expect((high - mean) / standardError).toBeGreaterThan(1.7);
  expect((high - mean) / standardError).toBeLessThan(2.3);
  expect(pairedDifference(noise, zeros, 1)).toEqual({ mean, low, high });
});
