import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createItemNeighbours, createPairCounts, createTransitions, INTEREST_WEIGHTS, type PairCountsOptions, type SequenceStep, type SparseScores,
} from '../../../ranker/index.ts';
import { DAY, histories, look, timedHistories } from './histories.ts';

const OPTIONS: PairCountsOptions = {
  weights: { ...INTEREST_WEIGHTS, ADD_TO_CART: 2, PURCHASE: 5 },
  directed: false,
  gapMax: 3,
  halfLifeMs: Infinity,
  neighboursMax: 100,
};

/** As the definition says, by going over all pairs of places of each history. */
function naiveCounts(all: readonly (readonly SequenceStep[])[], { weights, directed, gapMax, halfLifeMs }: PairCountsOptions) {
  const counts = new Map<string, number>();
  const totals = new Map<number, number>();
  const add = <K>(map: Map<K, number>, key: K, value: number) => void map.set(key, (map.get(key) ?? 0) + value);
  for (const history of all) {
    const steps = history.filter(({ type }) => weights[type] > 0);
    for (const [i, step] of steps.entries()) {
      const decayed = halfLifeMs === Infinity ? 1 : 2 ** (step.atMs! / halfLifeMs);
      const before = steps[i - 1];
      const known = before?.item === step.item ? weights[before.type] : 0;
      const weight = weights[step.type] - known;
      if (weight <= 0) continue;
      add(totals, step.item, (weights[step.type] ** 2 - known ** 2) * decayed);
      for (let j = i - 1; j >= 0; j--) {
        const earlier = steps[j]!;
        const between = steps.slice(j + 1, i + 1);
        // Only its latest step counts, and only of another item.
        if (between.some(({ item }) => item === earlier.item)) continue;
        const latestOfEach = between.filter(({ item }, k) => !between.slice(k + 1).some((later) => later.item === item));
        const moments = [earlier, ...latestOfEach.filter(({ item }) => item !== step.item), step].map(({ atMs }) => atMs);
        const changes = moments.filter((atMs, k) => k > 0 && (moments[k - 1] === null || moments[k - 1] !== atMs)).length;
        const gap = Math.max(1, changes);
        if (gap > gapMax || (directed && changes === 0)) continue;
        const value = (weight * weights[earlier.type] * decayed) / gap;
        add(counts, `${earlier.item} ${step.item}`, value);
        if (!directed) add(counts, `${step.item} ${earlier.item}`, value);
      }
    }
  }
  return { count: (a: number, b: number) => counts.get(`${a} ${b}`) ?? 0, total: (a: number) => totals.get(a) ?? 0 };
}

function asRecord({ items, scores }: SparseScores): Record<number, number> {
  return Object.fromEntries([...items].map((item, i) => [item, scores[i]!]));
}

describe('pair counts', () => {
  it.each([false, true])('equal going over all pairs (directed: %s)', (directed) => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 6 }), (all, gapMax) => {
        const options = { ...OPTIONS, directed, gapMax };
        const pairs = createPairCounts(options);
        for (const steps of all) pairs.addSequence(steps);
        const naive = naiveCounts(all, options);
        for (let a = 0; a < 8; a++) {
          expect(pairs.total(a)).toBeCloseTo(naive.total(a), 9);
          for (let b = 0; b < 8; b++) expect(pairs.count(a, b)).toBeCloseTo(naive.count(a, b), 9);
        }
      }),
    );
  });

  it('fade by half in a half-life, whatever comes later and however often the landmark moves', () => {
    fc.assert(
      fc.property(timedHistories, fc.integer({ min: 1, max: 500 }), (all, daysLater) => {
        const options = { ...OPTIONS, halfLifeMs: DAY };
        const pairs = createPairCounts(options);
        const last = Math.max(0, ...all.flat().map(({ atMs }) => atMs!)) + daysLater * DAY;
        for (const steps of all) pairs.addSequence(steps);
        pairs.addSequence([look(8, last)]);
        const naive = naiveCounts(all, options);
        for (let a = 0; a < 8; a++) {
          for (let b = 0; b < 8; b++) {
            const expected = naive.count(a, b) * 2 ** (-last / DAY);
            expect(pairs.count(a, b) / pairs.unit).toBeCloseTo(expected, 9);
          }
        }
      }),
    );
  });

  it('take the lines of one invoice as neighbours of one another', () => {
    const pairs = createPairCounts({ ...OPTIONS, weights: INTEREST_WEIGHTS, gapMax: 1 });
    pairs.addSequence([look(9, 0), look(1, DAY), look(2, DAY), look(3, DAY)]);
    expect([pairs.count(1, 3), pairs.count(1, 2), pairs.count(2, 3)]).toEqual([1, 1, 1]);
    expect([pairs.count(9, 1), pairs.count(9, 3)]).toEqual([1, 1]);
  });

  it('stay within their bound, and keep the largest', () => {
    const pairs = createPairCounts({ ...OPTIONS, neighboursMax: 8, directed: true });
    for (let round = 0; round < 20; round++) {
      for (let other = 1; other <= 5; other++) pairs.addSequence([look(0), look(other)]);
      for (let noise = 0; noise < 40; noise++) pairs.addSequence([look(0), look(100 + round * 40 + noise)]);
    }
    const { columns, values } = pairs.row(0);
    expect(columns.length).toBeLessThan(16);
    const favourites = [...columns].flatMap((item, i) => (item <= 5 ? [values[i]] : []));
    expect(favourites).toEqual([20, 20, 20, 20, 20]);
    expect(pairs.memoryBytes).toBeLessThan(100_000);
  });
});

describe('item neighbours and transitions', () => {
  it('score the sum over the history, newest first, each item once, as the formula says', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 3 }), (all, shrinkage) => {
        const pairs = createPairCounts(OPTIONS);
        for (const steps of all) pairs.addSequence(steps);
        const part = createItemNeighbours(pairs, { name: 'x', historyDecay: 0.5, shrinkage });
        for (const history of all) {
          const newestFirst = [...new Set(history.filter(({ type }) => INTEREST_WEIGHTS[type] > 0).toReversed().map(({ item }) => item))];
          const scores = asRecord(part.score(history));
          for (let item = 0; item < 8; item++) {
            let expected = 0;
            for (const [k, from] of newestFirst.entries()) {
              const norm = Math.sqrt(pairs.total(from) * pairs.total(item)) + shrinkage;
              if (pairs.count(from, item) > 0) expected += (0.5 ** k * pairs.count(from, item)) / norm;
            }
            expect(scores[item] ?? 0).toBeCloseTo(expected, 5);
          }
        }
      }),
    );
  });

  it('list neighbours best first, ties by number, and know which way a transition goes', () => {
    const pairs = createPairCounts({ ...OPTIONS, weights: INTEREST_WEIGHTS, directed: true });
    for (let i = 0; i < 3; i++) pairs.addSequence([look(1), look(2)]);
    pairs.addSequence([look(1), look(4)]);
    pairs.addSequence([look(1), look(3)]);
    const part = createTransitions(pairs, { name: 'transitions' });
    expect(part.neighbours(1, 10)).toEqual([{ item: 2, score: 3 }, { item: 3, score: 1 }, { item: 4, score: 1 }]);
    expect(part.neighbours(1, 1)).toEqual([{ item: 2, score: 3 }]);
    expect(part.neighbours(2, 10)).toEqual([]);
    expect(asRecord(part.score([look(2), look(1)]))).toEqual({ 2: 3, 3: 1, 4: 1 });
    expect(asRecord(part.score([look(1), look(2)]))).toEqual({ 2: 1.5, 3: 0.5, 4: 0.5 });
  });

  it('say nothing of an empty history or an unknown item, and the same twice', () => {
    const pairs = createPairCounts(OPTIONS);
    pairs.addSequence([look(1), look(2)]);
    const part = createItemNeighbours(pairs, { name: 'x' });
    expect(asRecord(part.score([]))).toEqual({});
    expect(asRecord(part.score([look(77)]))).toEqual({});
    expect(part.score([look(1)])).toEqual(part.score([look(1)]));
  });
});
