import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuseRelevance, kindMatch, type QueryMeaning, type RecalledProduct, scoreRelevance } from '../../../ranker/index.ts';

const TRUST = { meaning: 0.2, kind: 0.1 };
const recalled = (missingWords: number, embedding: readonly number[] | null = null, kinds: readonly string[] = []): RecalledProduct => ({
  missingWords, embedding: embedding === null ? null : Float32Array.from(embedding), kinds, isInNamedCategory: false,
});
const asking = (precision: QueryMeaning['precision'], kind: string | null = null): QueryMeaning => ({ vector: Float32Array.of(1, 0), precision, kind });

it('keeps the lexical order where nothing is known of meaning', () => {
  const recall = fc.array(fc.record({ missingWords: fc.nat(3), kindMatch: fc.constant(0), isInNamedCategory: fc.constant(false) }), { maxLength: 50 });
  fc.assert(
    fc.property(recall, (products) => {
      const inOrder = products.toSorted((a, b) => a.missingWords - b.missingWords);
      for (const similarities of [null, new Float32Array(inOrder.length).fill(Number.NaN)]) {
        const scores = fuseRelevance(inOrder, similarities, TRUST);
        for (let place = 1; place < scores.length; place++) {
          expect(scores[place]!).toBeLessThan(scores[place - 1]!);
        }
      }
    }),
  );
});

it('is within 0 and 1 + meaning + kind, and higher for the nearer of two that are otherwise alike', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 }), (similarities) => {
      const products = similarities.map((_similarity, place) => ({ missingWords: 0, kindMatch: place % 2, isInNamedCategory: false }));
      const scores = fuseRelevance(products, Float32Array.from(similarities), TRUST);
      const without = fuseRelevance(products, null, TRUST);
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...scores)).toBeLessThanOrEqual(1 + TRUST.meaning + TRUST.kind + 1e-6);
      const gains = scores.map((score, place) => score - without[place]!);
      for (const [place, similarity] of similarities.entries()) {
        if (similarity > similarities[0]!) expect(gains[place]!).toBeGreaterThanOrEqual(gains[0]! - 1e-6);
      }
    }),
  );
});

it('says the cosine of query and product, and nothing of a product without a vector', () => {
  const { semanticScores } = scoreRelevance([recalled(0, [0.6, 0.8]), recalled(0), recalled(1, [1, 0])], asking('words'));
  expect(semanticScores[0]).toBeCloseTo(0.6, 5);
  expect(semanticScores[1]).toBeNull();
  expect(semanticScores[2]).toBe(1);
  expect(scoreRelevance([recalled(0, [1, 0])], null).semanticScores).toEqual([null]);
});

it('lifts what is nearest in meaning over what words alone put before it', () => {
  const products = [recalled(0, [0, 1]), recalled(0, [0.1, 0.995]), recalled(0, [1, 0]), recalled(0, [0, 1])];
  for (const precision of ['words', 'sentence'] as const) {
    const { scores } = scoreRelevance(products, asking(precision));
    expect(scores.indexOf(Math.max(...scores))).toBe(2);
  }
});

it('takes one product, and none', () => {
  expect(scoreRelevance([], asking('words')).scores).toHaveLength(0);
  const { scores } = scoreRelevance([recalled(0, [1, 0])], asking('words'));
  expect(scores[0]).toBeCloseTo(1.1, 5);
});

it('believes meaning more where no product has all the words', () => {
  const page = (missingWords: number): RecalledProduct[] =>
    Array.from({ length: 20 }, (_none, place) => recalled(missingWords, place === 10 ? [1, 0] : [0, 1]));
  const first = (products: readonly RecalledProduct[]): number => {
    const { scores } = scoreRelevance(products, asking('words'));
    return scores.indexOf(Math.max(...scores));
  };
  expect(first(page(0))).toBe(0);
  expect(first(page(1))).toBe(10);
});

it('puts what says to be the thing before what is for it, where words put them side by side', () => {
  const page = [recalled(0, [0, 1], ['arm']), recalled(0, [0, 1], ['monitor']), recalled(0, [0, 1], ['stand'])];
  for (const precision of ['words', 'sentence'] as const) {
    const order = (kind: string | null): number[] => {
      const { scores } = scoreRelevance(page, asking(precision, kind));
      return [...page.keys()].toSorted((a, b) => scores[b]! - scores[a]!);
    };
    expect(order('monitor')).toEqual([1, 0, 2]);
    expect(order(null)).toEqual([0, 1, 2]);
  }
});

it('matches the kind that a product names first most clearly', () => {
  expect(['camera', 'photosmart', 'lens', null].map((kind) => kindMatch(kind, ['photosmart', 'camera']))).toEqual([0.5, 1, 0, 0]);
});
