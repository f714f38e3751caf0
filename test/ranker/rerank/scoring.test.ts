import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeFeatures, createScorer, explainScore, FEATURE_COUNT, FEATURES, openTensors, orderByScore } from '../../../ranker/index.ts';
import { COLUMN } from '../../../ranker/rerank/features.ts';
import { toLayers } from '../../../ranker/rerank/layers.ts';
import { candidates, requests } from './rerank-arbitraries.ts';
import { naiveAttribution } from '../support/naive-attribution.ts';
import { randomReranker } from '../support/random-reranker.ts';

beforeAll(() => openTensors('wasm'));

const places = (list: readonly unknown[]): number[] => Array.from(list.keys());

describe('features', () => {
  it('lie in their ranges, and are the same for the same request', () => {
    fc.assert(
      fc.property(requests({ known: true }), (request) => {
        const features = computeFeatures(request);
        expect(features).toHaveLength(request.candidates.length * FEATURE_COUNT);
        features.forEach((value, place) => {
          const { min, max, name } = FEATURES[place % FEATURE_COUNT]!;
          expect(value >= Math.fround(min) && value <= Math.fround(max), `${name}: ${value}`).toBe(true);
        });
        expect(computeFeatures(request)).toEqual(features);
      }),
    );
  });
});

describe('scores', () => {
  it('are the relevance, and the order is the given one, where nothing is known of shopper and behaviour', () => {
    using scorer = createScorer(randomReranker(1));
    fc.assert(
      fc.property(requests({ known: false }), (request) => {
        const features = computeFeatures(request);
        const scores = scorer.score(features);
        expect([...scores]).toEqual(places(request.candidates).map((row) => features[row * FEATURE_COUNT + COLUMN.relevance]));
        expect(orderByScore(request.candidates, scores)).toEqual(places(request.candidates));
      }),
    );
  });

  it('are at most twice the relevance and at least half, so that no product passes one four times as relevant', () => {
    using scorer = createScorer(randomReranker(2));
    let moved = 0;
    fc.assert(
      fc.property(requests({ known: true }), (request) => {
        const features = computeFeatures(request);
        const scores = scorer.score(features);
        const relevance = places(request.candidates).map((row) => features[row * FEATURE_COUNT + COLUMN.relevance]!);
        scores.forEach((score, place) => {
          expect(score).toBeGreaterThanOrEqual(relevance[place]! / 2);
          expect(score).toBeLessThanOrEqual(relevance[place]! * 2);
        });
        const bought = orderByScore(request.candidates, scores).filter((place) => request.candidates[place]!.available);
        for (const [position, place] of bought.entries()) {
          for (const behind of bought.slice(position + 1)) {
            if (behind < place) moved += 1;
            expect(relevance[behind]!).toBeLessThanOrEqual(4 * relevance[place]! + 1e-6);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(moved).toBeGreaterThan(0);
  });

  it('are the same for a candidate whatever stands beside it', () => {
    using scorer = createScorer(randomReranker(3));
    fc.assert(
      fc.property(requests({ known: true }), (request) => {
        const features = computeFeatures(request);
        const together = scorer.score(features);
        together.forEach((score, row) => {
          const alone = scorer.score(features.slice(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT));
          expect(score).toBeCloseTo(alone[0]!, 5);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('leave no tensor behind', () => {
    const before = tf.memory().numTensors;
    {
      using scorer = createScorer(randomReranker(4));
      fc.assert(fc.property(requests({ known: true }), (request) => void scorer.score(computeFeatures(request))), { numRuns: 50 });
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the order', () => {
  it('is a permutation, by score among what can be bought, and lifts nothing unavailable over more than before', () => {
    const scored = candidates.chain((list) =>
      fc.tuple(fc.constant(list), fc.float64Array({ minLength: list.length, maxLength: list.length, noNaN: true })),
    );
    fc.assert(
      fc.property(scored, ([list, scores]) => {
        const order = orderByScore(list, scores);
        expect(order.toSorted((a, b) => a - b)).toEqual(places(list));
        const available = (place: number): boolean => list[place]!.available;
        const sorted = places(list).filter(available).toSorted((a, b) => scores[b]! - scores[a]! || a - b);
        expect(order.filter(available)).toEqual(sorted);
        const availableBefore = (some: readonly number[], position: number): number => some.slice(0, position).filter(available).length;
        for (const [position, place] of order.entries()) {
          if (!available(place)) expect(availableBefore(order, position)).toBeGreaterThanOrEqual(availableBefore(places(list), place));
        }
      }),
    );
  });
});

describe('an explanation', () => {
  it('is what the sum over many steps comes to', () => {
    const component = randomReranker(6, [FEATURE_COUNT, 16, 8, 1]);
    const layers = toLayers(component, FEATURE_COUNT);
    fc.assert(
      fc.property(requests({ known: true }), (request) => {
        for (const row of places(request.candidates).slice(0, 1)) {
          const values = computeFeatures(request).subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT);
          const naive = naiveAttribution(layers, values, 4_000);
          for (const { name, contribution } of explainScore(component, values).features) {
            expect(Math.abs(contribution - naive[COLUMN[name]]!)).toBeLessThan(0.002);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('adds up to the score within .001, and gives nothing to what is as usual', () => {
    const component = randomReranker(5);
    using scorer = createScorer(component);
    fc.assert(
      fc.property(requests({ known: true }), (request) => {
        const features = computeFeatures(request);
        const scores = scorer.score(features);
        for (const row of places(request.candidates).slice(0, 2)) {
          const explained = explainScore(component, features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT));
          const sum = explained.features.reduce((total, { contribution }) => total + contribution, explained.baseline);
          expect(Math.abs(sum - scores[row]!)).toBeLessThan(0.001);
          for (const { name, value, contribution } of explained.features) {
            if (value === FEATURES[COLUMN[name]]!.reference) expect(contribution).toBeCloseTo(0, 12);
          }
          const sizes = explained.features.map(({ contribution }) => Math.abs(contribution));
          expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        }
      }),
      { numRuns: 50 },
    );
  });
});
