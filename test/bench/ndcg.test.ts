import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankingQuality } from '../../bench/evaluate/ndcg.ts';

const judgements = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 0],
]);

describe('rankingQuality', () => {
  it('is 1 for the ideal order', () => {
    expect(rankingQuality(['a', 'b', 'c'], judgements, 10)).toMatchObject({ raw: 1, condensed: 1 });
  });

  it('weighs grades by their rank', () => {
    const ideal = 3 + 2 / Math.log2(3);
    expect(rankingQuality(['c', 'a', 'b'], judgements, 10).raw).toBeCloseTo((3 / Math.log2(3) + 2 / 2) / ideal, 12);
  });

  it('counts the unjudged as useless in raw and passes over them in condensed', () => {
    const { raw, condensed, judged } = rankingQuality(['?', 'a', 'b'], judgements, 2);
    expect(raw).toBeLessThan(0.5);
    expect(condensed).toBe(1);
    expect(judged).toBe(0.5);
  });

  it('never leaves 0..1, and no order beats the ideal one', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', '?']), fc.integer({ min: 1, max: 5 }), (ranked, cut) => {
        const { raw, condensed } = rankingQuality(ranked, judgements, cut);
        expect(raw).toBeGreaterThanOrEqual(0);
        expect(raw).toBeLessThanOrEqual(condensed);
        expect(condensed).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
