import { expect, it } from 'vitest';
import { createSeededRandom } from '../../../ranker/index.ts';
import { createTextEncoder, fitTokenTable, type ProductText, type TokenTable } from '../../../search/index.ts';
import { fitRidge } from '../../../search/text-encoder/fit-ridge.ts';
import { principalAxes } from '../../../search/text-encoder/principal-axes.ts';
import { sparseRows } from '../../../search/text-encoder/sparse-rows.ts';

const WORDS = ['red', 'blue', 'lamp', 'chair', 'desk', 'wood', 'steel', 'small'];
const LENGTH = 12;
const DIMENSIONS = 8;

/** A teacher that is itself a sum of word vectors: what a table can learn to the last bit. */
function teach(): { readonly texts: readonly ProductText[]; readonly targets: Float32Array } {
  const random = createSeededRandom(3);
  const vectors = WORDS.map(() => Array.from({ length: LENGTH }, () => random.normal()));
  const texts: ProductText[] = [];
  const targets: number[] = [];
  for (let i = 0; i < 200; i++) {
    const picked = [...new Set([random.below(8), random.below(8), random.below(8)])];
    texts.push({ title: picked.map((word) => WORDS[word]!).join(' '), categories: [], description: '' });
    const sum = vectors[0]!.map((_none, at) => picked.reduce((total, word) => total + vectors[word]![at]!, 0));
    targets.push(...sum.map((value) => value / Math.hypot(...sum)));
  }
  return { texts, targets: Float32Array.from(targets) };
}

function fit(): TokenTable {
  const { texts, targets } = teach();
  const random = createSeededRandom(1);
  const steps = fitTokenTable(texts, targets, {
    name: 'test', vocabulary: ['[UNK]', ...WORDS, 'unused'], dimensions: DIMENSIONS, notice: '', random: () => random.next(),
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

it('comes near to a teacher whose vectors are sums of words, without a row for words that no text has', async () => {
  const table = fit();
  expect(table.vocabulary).toEqual(['[UNK]', ...WORDS]);
  const { texts, targets } = teach();
  const vectors = await createTextEncoder(table).encodeProducts(texts);
  const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
  let difference = 0;
  for (let i = 1; i < texts.length; i++) {
    const taught = cosine(targets.subarray(0, LENGTH), targets.subarray(i * LENGTH, (i + 1) * LENGTH));
    difference += Math.abs(taught - cosine(vectors[0]!, vectors[i]!)) / texts.length;
  }
  expect(difference).toBeLessThan(0.05);
});

it('gives the same table for the same texts and seed', () => {
  expect(fit()).toEqual(fit());
});

it('solves ridge regression as the normal equations say', () => {
  // One feature a row: w = Σxy / (Σx² + λ).
  const features = sparseRows([[[0, 1]], [[0, 2]], [[1, 3]]], 2);
  const steps = fitRidge(features, Float32Array.of(1, 10, 3, 20, 6, 30), { lambda: 1, iterations: 10 });
  let solution: Float32Array | undefined;
  while (solution === undefined) {
    const { done, value } = steps.next();
    if (done === true) solution = value;
  }
  const expected = [(1 + 6) / 6, (10 + 40) / 6, 18 / 10, 90 / 10];
  for (const [at, value] of expected.entries()) expect(solution[at]).toBeCloseTo(value, 4);
});

it('finds the directions in which vectors vary most, orthonormal', () => {
  const random = createSeededRandom(5);
  const vectors = Float32Array.from({ length: 400 }, (_none, at) => random.normal() * [4, 2, 0.5, 0.1][at % 4]!);
  const axes = principalAxes(vectors, { length: 4, count: 2, random: () => random.next() });
  expect(Math.abs(axes[0]!)).toBeGreaterThan(0.97);
  expect(Math.abs(axes[5]!)).toBeGreaterThan(0.97);
  expect(axes[0]! * axes[4]! + axes[1]! * axes[5]! + axes[2]! * axes[6]! + axes[3]! * axes[7]!).toBeCloseTo(0, 5);
});
