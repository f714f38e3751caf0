import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSeededRandom, fitNextVisit, NEXT_VISIT_SETTINGS, openTrainingTensors, PURCHASE_WEIGHTS, type SequenceStep, type SparseScores, topItems } from '../../../ranker/index.ts';
import { createShopMemory, visitsInOrder } from '../../../ranker/next-visit/shop-memory.ts';
import { VISIT_FEATURES, visitCandidates } from '../../../ranker/next-visit/visit-features.ts';
import { visitScores } from '../../../ranker/next-visit/visit-network.ts';
import { visitsOf } from '../../../ranker/next-visit/visits.ts';

const DAY_MS = 86_400_000;
const bought = (item: number, day: number): SequenceStep => ({ item, type: 'PURCHASE', atMs: day * DAY_MS });

// WebAssembly, so that it also proves that training needs nothing that only libtensorflow has.
beforeAll(() => openTrainingTensors('wasm'));

describe('visits', () => {
  it('are the steps of one instant; what does not count and what has no time is passed over', () => {
    const history: SequenceStep[] = [bought(1, 1), bought(2, 1), { item: 3, type: 'VIEW', atMs: DAY_MS }, { item: 4, type: 'PURCHASE', atMs: null }, bought(1, 2)];
    expect(visitsOf(history, PURCHASE_WEIGHTS)).toEqual([
      { atMs: DAY_MS, steps: [bought(1, 1), bought(2, 1)] },
      { atMs: 2 * DAY_MS, steps: [bought(1, 2)] },
    ]);
  });
});

describe('what a shop remembers', () => {
  const histories = fc.array(
    fc.array(fc.record({ item: fc.nat(5), day: fc.nat(60) }), { maxLength: 12 }).map((steps) => steps.toSorted((a, b) => a.day - b.day).map(({ item, day }) => bought(item, day))),
    { minLength: 1, maxLength: 6 },
  );

  it('equals what is counted over the whole log, as of the newest visit', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const memory = createShopMemory(PURCHASE_WEIGHTS);
        for (const { shopper, visit } of visitsInOrder(all, PURCHASE_WEIGHTS)) memory.add(shopper, visit);
        const steps = all.flat();
        const nowMs = Math.max(0, ...steps.map(({ atMs }) => atMs!));
        for (const item of new Set(steps.map((step) => step.item))) {
          const own = steps.filter((step) => step.item === item);
          const facts = memory.factsOf(item);
          const demand = own.reduce((sum, { atMs }) => sum + 0.5 ** ((nowMs - atMs!) / DAY_MS / 14), 0);
          expect(facts.demands[1]).toBeCloseTo(demand, 6);
          expect(facts.daysSinceLast).toBeCloseTo((nowMs - Math.max(...own.map(({ atMs }) => atMs!))) / DAY_MS, 6);
          expect(facts.daysSinceFirst).toBeCloseTo((nowMs - Math.min(...own.map(({ atMs }) => atMs!))) / DAY_MS, 6);
          expect(facts.buyers).toBe(all.filter((history) => history.some((step) => step.item === item)).length);
        }
        all.forEach((history, shopper) => expect(memory.historyOf(shopper)).toEqual(history));
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('makes candidates of all that was taken before, each with its features, and no item twice', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const memory = createShopMemory(PURCHASE_WEIGHTS);
        for (const { shopper, visit } of visitsInOrder(all, PURCHASE_WEIGHTS)) memory.add(shopper, visit);
        for (const history of all) {
          const candidates = visitCandidates(history, memory);
          if (history.length === 0) {
            expect(candidates).toBeNull();
            continue;
          }
          const { items, features } = candidates!;
          expect(new Set(items).size).toBe(items.length);
          expect(features.length).toBe(items.length * VISIT_FEATURES.length);
          expect(features.every(Number.isFinite)).toBe(true);
          const taken = Array.from(items).filter((_, row) => features[row * VISIT_FEATURES.length] === 1);
          expect(new Set(taken)).toEqual(new Set(history.map(({ item }) => item)));
        }
      }),
      { seed: 2, numRuns: 40 },
    );
  });
});

describe('the network', () => {
  it('scores as it is written: standardised, cut off, one rectified layer', () => {
    const network = {
      inputs: 2, hidden: 2, centre: Float32Array.of(1, 0), spread: Float32Array.of(2, 1),
      inner: Float32Array.of(1, -1, 0.5, 2), innerOffset: Float32Array.of(0.25, 0), outer: Float32Array.of(2, 3),
    };
    // (3, -1) becomes (1, -1): units 1 - .5 + .25 and -1 - 2, cut at 0. (101, 0) becomes (6, 0).
    expect([...visitScores(network, Float32Array.of(3, -1, 101, 0))]).toEqual([1.5, 12.5]);
  });
});

describe('the next visit', () => {
  const settings = { ...NEXT_VISIT_SETTINGS, networks: 2, epochs: 12, learningRate: 0.01, cuts: 6, daysBetweenCuts: 5 };

  /** Of two lines a visit one is the shopper's staple, 0 to 9, and one is taken by chance, 10 to 39, and never again. */
  function shop(): SequenceStep[][] {
    const random = createSeededRandom(3);
    return Array.from({ length: 60 }, () => {
      const staple = random.below(10);
      const others = random.shuffle(Int32Array.from({ length: 30 }, (_, item) => 10 + item));
      const start = random.below(6);
      return Array.from({ length: 8 }, (_, visit) => visit * 6 + start).flatMap((day, visit) => [bought(staple, day), bought(others[visit]!, day)]);
    });
  }

  it('is learned from the past alone: what comes again stands before what was bought once', () => {
    const before = tf.memory().numTensors;
    const histories = shop();
    const part = fitNextVisit(histories, PURCHASE_WEIGHTS, settings)!;
    expect(tf.memory().numTensors).toBe(before);
    const firsts = histories.map((history) => {
      const { items, scores } = part.score(history) as SparseScores;
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 4);
      return topItems(scores, items, 1)[0] === history[0]!.item;
    });
    expect(firsts.filter(Boolean).length / firsts.length).toBeGreaterThan(0.95);
  });

  it('is the same for the same shop and seed, and says nothing of whom it does not know', () => {
    const few = { ...settings, epochs: 1 };
    const score = (seed: number) => fitNextVisit(shop(), PURCHASE_WEIGHTS, { ...few, seed })!.score(shop()[0]!);
    expect(score(1)).toEqual(score(1));
    expect(score(1)).not.toEqual(score(2));
    expect((fitNextVisit(shop(), PURCHASE_WEIGHTS, few)!.score([]) as SparseScores).items).toHaveLength(0);
  });

  it('cannot be learned where no one came again', () => {
    expect(fitNextVisit([[bought(1, 1)], [bought(2, 40)]], PURCHASE_WEIGHTS, settings)).toBeNull();
    expect(fitNextVisit([], PURCHASE_WEIGHTS, settings)).toBeNull();
  });
});
