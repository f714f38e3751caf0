import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMergedRecommender, createSeededRandom, type ScorePart, type SparseScores } from '../../../ranker/index.ts';
import { topItems } from '../../../ranker/merge/top-items.ts';

const ITEMS = 300;

describe('topItems', () => {
  it('equals sort and cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), fc.nat(12), (values, count) => {
        const scores = Float32Array.from(values);
        const expected = [...scores.keys()].filter((item) => item % 3 !== 0).toSorted((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count);
        expect([...topItems(scores, null, count, (item) => item % 3 !== 0)]).toEqual(expected);
      }),
    );
  });
});

describe('merged recommender', () => {
  it('equals scaling, adding and sorting by hand', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, limit) => {
        const parts = [densePart('dense', seed), sparsePart('sparse', seed + 1), densePart('unused', seed + 2)];
        const weights = { dense: 0.7, sparse: 1.3, unused: 0 };
        const isExcluded = (item: number): boolean => item % 7 === 0;
        const got = createMergedRecommender(parts, weights).recommend([], { limit, isExcluded });
        expect(got.map(({ item }) => item)).toEqual(naiveMerge(parts.slice(0, 2), [0.7, 1.3], isExcluded).slice(0, limit));
        for (const { score, contributions } of got) {
          expect(contributions.map(({ part }) => part)).toEqual(['dense', 'sparse']);
          expect(contributions.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 4);
        }
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  it('says nothing where no part does', () => {
    const silent: ScorePart = { name: 'silent', score: () => ({ items: new Int32Array(), scores: new Float32Array() }) };
    expect(createMergedRecommender([silent], { silent: 1 }).recommend([], { limit: 5 })).toEqual([]);
  });

  it('is not swayed by a part that scores all items alike', () => {
    const flat: ScorePart = { name: 'flat', score: () => new Float32Array(ITEMS).fill(0.1) };
    const sparse = sparsePart('sparse', 3);
    const alone = createMergedRecommender([sparse], { sparse: 1 }).recommend([], { limit: 10 });
    const both = createMergedRecommender([sparse, flat], { sparse: 1, flat: 50 }).recommend([], { limit: 10 });
    expect(both.map(({ item }) => item)).toEqual(alone.map(({ item }) => item));
  });
});

/** Sorts all items of the union by the sum of z-scores and shares of the largest. */
function naiveMerge(parts: readonly ScorePart[], weights: readonly number[], isExcluded: (item: number) => boolean): number[] {
  const scaled = parts.map((part) => scaleAll(part.score([])));
  const union = new Set(
    parts.flatMap((part) => {
      const raw = part.score([]);
      const known = raw instanceof Float32Array ? [...raw].map((score, item) => [item, score]) : [...raw.items].map((item, at) => [item, raw.scores[at]!]);
      return known.filter(([item]) => !isExcluded(item!)).toSorted((a, b) => b[1]! - a[1]! || a[0]! - b[0]!).slice(0, 100).map(([item]) => item!);
    }),
  );
  const total = (item: number): number => Math.fround(scaled.reduce((sum, scores, part) => sum + weights[part]! * Math.fround(scores[item]!), 0));
  return [...union].toSorted((a, b) => total(b) - total(a) || a - b);
}

function scaleAll(raw: SparseScores | Float32Array): number[] {
  if (!(raw instanceof Float32Array)) {
    const all = Array<number>(ITEMS).fill(0);
    raw.items.forEach((item, at) => (all[item] = raw.scores[at]! / Math.max(...raw.scores)));
    return all;
  }
  const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length;
  const deviation = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0) / raw.length - mean * mean);
  return Array.from(raw, (value) => (value - mean) * (1 / deviation));
}

function densePart(name: string, seed: number): ScorePart {
  const random = createSeededRandom(seed);
  const scores = Float32Array.from({ length: ITEMS }, () => random.normal());
  return { name, score: () => scores };
}

function sparsePart(name: string, seed: number): ScorePart {
  const random = createSeededRandom(seed);
  const items = random.shuffle(Int32Array.from({ length: ITEMS }, (_, item) => item)).slice(0, 140);
  const scores = Float32Array.from(items, () => random.next() + 0.01);
  return { name, score: () => ({ items, scores }) };
}
