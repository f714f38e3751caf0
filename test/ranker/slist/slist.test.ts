import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSeededRandom, openTensors, type SequenceStep } from '../../../ranker/index.ts';
import { toSparseMatrix } from '../../../ranker/content/sparse-matrix.ts';
import { fitSlist, SLIST_SETTINGS } from '../../../ranker/slist/fit-slist.ts';
import { slistNeighbours } from '../../../ranker/slist/slist-neighbours.ts';
import { createSlistPart } from '../../../ranker/slist/slist-part.ts';
import { solvePositiveDefinite } from '../../../ranker/slist/solve-positive-definite.ts';

beforeAll(() => openTensors('wasm'));

describe('solvePositiveDefinite', () => {
  it('gives back X of A X = B, whatever the size of the blocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 17 }), fc.nat(), (size, columns, block, seed) => {
        const random = createSeededRandom(seed);
        const half = Array.from({ length: size }, () => Array.from({ length: size }, () => random.normal()));
        const a = half.map((row, i) => half.map((other, j) => row.reduce((sum, value, k) => sum + value * other[k]!, i === j ? 5 : 0)));
        const x = Array.from({ length: size }, () => Array.from({ length: columns }, () => random.normal()));
        const b = Float32Array.from(a.flatMap((row) => x[0]!.map((_, column) => row.reduce((sum, value, k) => sum + value * x[k]![column]!, 0))));
        solvePositiveDefinite(Float32Array.from(a.flat()), b, size, { block });
        expect([...b]).toEqual(x.flat().map((value) => expect.closeTo(value, 2)));
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('refuses what is not positive definite', () => {
    expect(() => solvePositiveDefinite(Float32Array.of(1, 2, 2, 1), Float32Array.of(1, 1), 2)).toThrow(RangeError);
  });
});

describe('SLIST', () => {
  const items = 6;
  const random = createSeededRandom(9);
  const histories = Array.from({ length: 30 }, () => Array.from({ length: 2 + random.below(5) }, (): SequenceStep => ({ item: random.below(items), type: random.next() < 0.8 ? 'PURCHASE' : 'HIDE', atMs: null })));
  const rows = Array.from({ length: items }, () => Array.from({ length: 4 }, (_, column): [number, number] => [column, random.next()]));
  const content = toSparseMatrix(rows, 4);

  it('equals the matrices written out and inverted', () => {
    const before = tf.memory().numTensors;
    const got = fitSlist({ items, histories, content }, SLIST_SETTINGS);
    expect([...got]).toEqual(directSlist().flat().map((value) => expect.closeTo(value, 4)));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('scores by the decayed sum of its rows, without the history\'s own diagonal', () => {
    const matrix = fitSlist({ items, histories, content }, SLIST_SETTINGS);
    const part = createSlistPart(slistNeighbours(matrix, items, items), { pastDecay: 0.5, counts: SLIST_SETTINGS.counts });
    const history = [3, 1].map((item): SequenceStep => ({ item, type: 'VIEW', atMs: null }));
    const scores = part.score(history) as { items: Int32Array; scores: Float32Array };
    const entry = (from: number, to: number): number => (from === to ? 0 : Math.max(0, matrix[from * items + to]!));
    const expected = Array.from({ length: items }, (_, item) => entry(1, item) + 0.5 * entry(3, item));
    const dense = Array<number>(items).fill(0);
    scores.items.forEach((item, place) => (dense[item] = scores.scores[place]!));
    expect(dense).toEqual(expected.map((value) => expect.closeTo(value, 5)));
    expect(expected.some((value) => value > 0)).toBe(true);
  });

  /** S'S and S'T by dense sums, B by Gauss and Jordan. */
  function directSlist(): number[][] {
    const zeros = (): number[][] => Array.from({ length: items }, () => Array<number>(items).fill(0));
    const a = zeros();
    const b = zeros();
    for (const history of histories) {
      const liked = history.filter(({ type }) => type !== 'HIDE').map(({ item }) => item);
      for (let place = 1; place < liked.length; place += 1) {
        const s = Array<number>(items).fill(0);
        const t = Array<number>(items).fill(0);
        for (let at = Math.max(0, place - 20); at < place; at += 1) s[liked[at]!] = s[liked[at]!]! + 0.5 ** (place - 1 - at);
        for (let at = place; at < Math.min(liked.length, place + 5); at += 1) t[liked[at]!] = t[liked[at]!]! + 0.4 ** (at - place);
        for (let i = 0; i < items; i += 1) {
          for (let j = 0; j < items; j += 1) {
            a[i]![j] = a[i]![j]! + s[i]! * s[j]!;
            b[i]![j] = b[i]![j]! + s[i]! * t[j]!;
          }
        }
      }
    }
    for (let i = 0; i < items; i += 1) {
      for (let j = 0; j < items; j += 1) {
        const alike = i === j ? 0 : rows[i]!.reduce((sum, [, value], column) => sum + value * rows[j]![column]![1], 0);
        a[i]![j] = a[i]![j]! + 3 * alike + (i === j ? 40 : 0);
        b[i]![j] = b[i]![j]! + 3 * alike;
      }
    }
    const joined = a.map((row, i) => [...row, ...b[i]!]);
    for (let pivot = 0; pivot < items; pivot += 1) {
      const scale = joined[pivot]![pivot]!;
      joined[pivot] = joined[pivot]!.map((value) => value / scale);
      for (let row = 0; row < items; row += 1) {
        const factor = joined[row]![pivot]!;
        if (row !== pivot) joined[row] = joined[row]!.map((value, column) => value - factor * joined[pivot]![column]!);
      }
    }
    return joined.map((row) => row.slice(items));
  }
});
