import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../ranker/index.ts';
import { bootstrapClassification } from '../../../ranker/evaluation/bootstrap-classification.ts';
import { bootstrapMean } from '../../../ranker/evaluation/bootstrap-mean.ts';
import { balancedThreshold, classificationQuality } from '../../../ranker/evaluation/classification-quality.ts';
import { coverage, diversity } from '../../../ranker/evaluation/list-variety.ts';
import { rankingQuality } from '../../../ranker/evaluation/ranking-quality.ts';

describe('rankingQuality', () => {
  it('equals the definitions written out', () => {
    const list = fc.uniqueArray(fc.nat(20), { maxLength: 15 });
    fc.assert(
      fc.property(list, fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 12 }), (ranked, relevant, k) => {
        const top = ranked.slice(0, k);
        const hits = top.filter((item) => relevant.includes(item));
        const gains = top.map((item, place) => (relevant.includes(item) ? 1 / Math.log2(place + 2) : 0)).reduce((a, b) => a + b, 0);
        const ideal = relevant.slice(0, k).map((_, place) => 1 / Math.log2(place + 2)).reduce((a, b) => a + b, 0);
        const quality = rankingQuality(ranked, new Set(relevant), k);
        expect(quality.ndcg).toBeCloseTo(gains / ideal, 10);
        expect(quality).toMatchObject({
          hitRate: hits.length > 0 ? 1 : 0,
          recall: hits.length / relevant.length,
          precision: hits.length / k,
          mrr: hits.length > 0 ? 1 / (top.indexOf(hits[0]!) + 1) : 0,
        });
      }),
      { seed: 1 },
    );
  });
});

describe('classificationQuality', () => {
  it('equals counting all examples and all pairs', () => {
    const example = fc.record({ score: fc.integer({ min: 0, max: 6 }), label: fc.boolean() });
    fc.assert(
      fc.property(fc.array(example, { minLength: 2, maxLength: 30 }), fc.integer({ min: 0, max: 6 }), (examples, threshold) => {
        fc.pre(new Set(examples.map(({ label }) => label)).size === 2);
        const quality = classificationQuality(examples.map(({ score }) => score), examples.map(({ label }) => label), threshold);
        const positives = examples.filter(({ label }) => label);
        const negatives = examples.filter(({ label }) => !label);
        const called = examples.filter(({ score }) => score > threshold);
        const right = called.filter(({ label }) => label).length;
        const pairs = positives.flatMap((p) => negatives.map((n) => (p.score > n.score ? 1 : p.score === n.score ? 0.5 : 0)));
        expect(quality.auc).toBeCloseTo(pairs.reduce((sum: number, value) => sum + value, 0) / pairs.length, 10);
        expect(quality.accuracy).toBeCloseTo((right + negatives.filter(({ score }) => score <= threshold).length) / examples.length, 10);
        expect(quality.precision).toBeCloseTo(called.length === 0 ? 0 : right / called.length, 10);
        expect(quality.recall).toBeCloseTo(right / positives.length, 10);
        expect(quality.f1).toBeCloseTo((2 * right) / (called.length + positives.length), 10);
      }),
      { seed: 2 },
    );
  });

  it('has intervals that hold the truth about as often as they say, drawn over cases', () => {
    const random = createSeededRandom(3);
    const rounds = 60;
    // A positive scores above its negative by one standard deviation: the chance of that for two drawn apart is .760 (the normal distribution at 1 / sqrt 2).
    const held = Array.from({ length: rounds }, () => {
      const pairs = Array.from({ length: 80 }, () => ({ positive: 1 + random.normal(), negative: random.normal() }));
      const { cases, auc, accuracy } = bootstrapClassification(pairs, 0.5, { seed: 1, rounds: 200 });
      expect(cases).toBe(80);
      expect(accuracy.low).toBeLessThan(accuracy.mean);
      return auc.low <= 0.7602 && auc.high >= 0.7602;
    }).filter(Boolean).length;
    expect(held / rounds).toBeGreaterThan(0.85);
    expect(held / rounds).toBeLessThan(1);
  });

  it('has intervals around what is measured without them, the same for the same seed, and none where nothing varies', () => {
    const random = createSeededRandom(5);
    const pairs = Array.from({ length: 50 }, () => ({ positive: 1 + random.normal(), negative: random.normal() }));
    const { cases, ...intervals } = bootstrapClassification(pairs, 0.5, { seed: 1 });
    const quality = classificationQuality(pairs.flatMap(({ positive, negative }) => [positive, negative]), pairs.flatMap(() => [true, false]), 0.5);
    expect(Object.fromEntries(Object.entries(intervals).map(([key, { mean }]) => [key, mean]))).toEqual(quality);
    expect(bootstrapClassification(pairs, 0.5, { seed: 1 })).toEqual({ cases, ...intervals });
    expect(bootstrapClassification(pairs.map(() => ({ positive: 1, negative: 0 })), 0.5, { seed: 1 }).f1).toEqual({ mean: 1, low: 1, high: 1 });
  });

  it('has a threshold that calls as many positive as are', () => {
    const scores = [0.1, 5, 3, 2];
    expect(scores.filter((score) => score > balancedThreshold(scores, 2))).toEqual([5, 3]);
    expect(balancedThreshold([1], 1)).toBe(-Infinity);
  });
});

describe('list variety', () => {
  it('counts each item of the lists once', () => expect(coverage([[1, 2], [2, 3]], 10)).toBe(0.3));
  it('is 0 for lists of likes and 1 for lists of strangers', () => {
    expect(diversity([1, 1, 1], (a, b) => (a === b ? 1 : 0))).toBe(0);
    expect(diversity([1, 2, 3], (a, b) => (a === b ? 1 : 0))).toBe(1);
    expect(diversity([4], () => 0)).toBe(0);
  });
});

describe('bootstrapMean', () => {
  it('holds the true mean in about 95 of 100 samples, and is the same for the same seed', () => {
    const random = createSeededRandom(5);
    const intervals = Array.from({ length: 300 }, (_, seed) => bootstrapMean(Array.from({ length: 60 }, () => random.normal()), { seed, rounds: 300 }));
    const holding = intervals.filter(({ low, high }) => low < 0 && 0 < high).length;
    expect(holding).toBeGreaterThan(265);
    expect(holding).toBeLessThan(299);
    expect(bootstrapMean([1, 2, 5], { seed: 1 })).toEqual(bootstrapMean([1, 2, 5], { seed: 1 }));
    expect(bootstrapMean([2, 2], { seed: 1 })).toEqual({ mean: 2, low: 2, high: 2 });
  });
});
