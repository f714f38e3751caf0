import { expect, it } from 'vitest';
import { createSeededRandom, type SequenceStep } from '../../../ranker/index.ts';
import { exampleBatches, examplesOf } from '../../../ranker/baseline/example-batches.ts';

const random = createSeededRandom(5);
const windows = Array.from({ length: 400 }, () => windowOf(2 + random.below(9)));

it('makes batches of about as many examples as are asked for, however long the windows are', () => {
  const sizes = Array.from(exampleBatches(windows, 64, createSeededRandom(1)), (places) => places.reduce((sum, place) => sum + examplesOf(windows[place]!), 0));
  // Two steps are two examples, so 32 of the shortest windows are a batch, and four of the longest.
  expect(sizes.toSorted((a, b) => a - b).slice(1).every((size) => Math.abs(size - 64) <= 10)).toBe(true);
  const examples = windows.reduce((sum, window) => sum + examplesOf(window), 0);
  expect(Math.abs(sizes.length - examples / 64)).toBeLessThan(3);
});

it('takes each window once, with those of like length, and a window of too many examples by itself', () => {
  const all = [...windows, windowOf(51)];
  const batches = exampleBatches(all, 64, createSeededRandom(1));
  expect(batches.flatMap((places) => [...places]).toSorted((a, b) => a - b)).toEqual([...all.keys()]);
  expect(batches.filter((places) => places.includes(400)).map((places) => [...places])).toEqual([[400]]);
  for (const places of batches) {
    const lengths = Array.from(places, (place) => all[place]!.length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(2);
  }
});

function windowOf(length: number): SequenceStep[] {
  return Array.from({ length }, (_, item): SequenceStep => ({ item, type: 'VIEW', atMs: null }));
}
