import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPairCounts, createSeededRandom, createTransitions, INTEREST_WEIGHTS, type SequenceStep } from '../../../ranker/index.ts';
import { assertNoLeak } from '../../../ranker/evaluation/assert-no-leak.ts';
import type { HeldOutSplit } from '../../../ranker/evaluation/held-out.ts';
import { leaveOneOut } from '../../../ranker/evaluation/leave-one-out.ts';
import { rankingQuality } from '../../../ranker/evaluation/ranking-quality.ts';
import { splitByTime } from '../../../ranker/evaluation/split-by-time.ts';
import { topItems } from '../../../ranker/merge/top-items.ts';

const ITEMS = 500;
const byTime = { validationFromMs: 70, testFromMs: 85, isTarget: () => true, togetherMs: 0 };
const splits: Readonly<Record<string, (histories: readonly (readonly SequenceStep[])[]) => HeldOutSplit>> = {
  leaveOneOut,
  splitByTime: (histories) => splitByTime(histories, byTime),
};

describe.each(Object.keys(splits))('%s', (name) => {
  const split = splits[name]!;

  it('never leaks, whatever the histories', () => {
    const history = fc.array(fc.record({ item: fc.nat(9), type: fc.constantFrom('VIEW' as const, 'PURCHASE' as const), atMs: fc.nat(100) }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(history, { maxLength: 6 }), (unordered) => {
        const histories = unordered.map((steps) => steps.toSorted((a, b) => a.atMs - b.atMs));
        expect(() => assertNoLeak(split(histories), histories)).not.toThrow();
      }),
      { seed: 6 },
    );
  });

  it('gives chance where the past says nothing of the future: a planted leak would give everything away', () => {
    const histories = secretEndings();
    const honest = split(histories);
    // Whoever fits on the held-out steps sees which secret follows which item.
    const leaking = { ...honest, train: histories };
    expect(hitRateOfTransitions(honest)).toBeLessThan(0.1);
    expect(hitRateOfTransitions(leaking)).toBeGreaterThan(0.9);
    expect(() => assertNoLeak(honest, histories)).not.toThrow();
    expect(() => assertNoLeak(leaking, histories)).toThrow('something later than what is known is fitted on');
  });

  it('is refused with a step of the future that is fitted on, of a shopper who is judged by nothing', () => {
    const others = secretEndings().map((steps, shopper): SequenceStep[] => (shopper % 2 === 0 ? steps : steps.slice(0, 2)));
    const honest = split(others);
    const unjudged = others.findIndex((_, shopper) => honest.test.every((held) => held.shopper !== shopper));
    const later: SequenceStep = { item: 3, type: 'PURCHASE', atMs: 75 };
    const histories = others.with(unjudged, [...others[unjudged]!, later]);
    const leaking = { ...honest, train: honest.train.with(unjudged, histories[unjudged]!) };
    expect(() => assertNoLeak(honest, histories)).not.toThrow();
    // Leave-one-out promises nothing of other shoppers' later steps.
    if (name === 'leaveOneOut') expect(() => assertNoLeak(leaking, histories)).not.toThrow();
    else expect(() => assertNoLeak(leaking, histories)).toThrow(`Leak in the validation of history ${unjudged}: something is fitted on that is not before the first cut`);
  });

  it('is refused with a target among what is known, and with a history that is not the shopper\'s own', () => {
    const histories = secretEndings();
    const honest = split(histories);
    const known = { ...honest, test: honest.test.map((held) => ({ ...held, history: histories[held.shopper]! })) };
    expect(() => assertNoLeak(known, histories)).toThrow('a target does not come after what is known');
    const foreign = { ...honest, test: honest.test.map((held) => ({ ...held, history: histories[(held.shopper + 1) % histories.length]!.slice(0, 2) })) };
    expect(() => assertNoLeak(foreign, histories)).toThrow('not the beginning');
  });
});

describe('splitByTime', () => {
  it('is refused with a cut that is later than what it is to divide', () => {
    const histories = secretEndings();
    const honest = splitByTime(histories, byTime);
    expect(() => assertNoLeak({ ...honest, cuts: { validationFromMs: 80, testFromMs: 85 } }, histories)).toThrow('a target is not between its cuts');
    expect(() => assertNoLeak({ ...honest, cuts: { validationFromMs: 70, testFromMs: 75 } }, histories)).toThrow('a target is not between its cuts');
  });

  it('takes the first targets after the cut that come together, and no shopper without a past', () => {
    const at = (item: number, atMs: number): SequenceStep => ({ item, type: 'PURCHASE', atMs });
    const { train, validation, test } = splitByTime([[at(1, 10), at(2, 72), at(3, 72), at(4, 80), at(5, 90)], [at(6, 86)]], byTime);
    expect(train.map((steps) => steps.map(({ item }) => item))).toEqual([[1], []]);
    expect(validation.map(({ targets }) => [...targets])).toEqual([[2, 3]]);
    expect(test.map(({ history, targets }) => [history.length, ...targets])).toEqual([[4, 5]]);
  });
});

/** Each shopper's last two steps are items that no one else comes to from theirs, chosen by chance. */
function secretEndings(): SequenceStep[][] {
  const random = createSeededRandom(4);
  const order = random.shuffle(Int32Array.from({ length: ITEMS }, (_, item) => item));
  return Array.from({ length: 120 }, (_, shopper) =>
    Array.from(order.slice(4 * shopper, 4 * shopper + 4), (item, step): SequenceStep => ({ item, type: 'PURCHASE', atMs: [10, 20, 75, 90][step]! })),
  );
}

function hitRateOfTransitions({ train, test }: HeldOutSplit): number {
  const pairs = createPairCounts({ weights: INTEREST_WEIGHTS, directed: true, gapMax: 5, halfLifeMs: Infinity, neighboursMax: 100 });
  for (const history of train) pairs.addSequence(history);
  const part = createTransitions(pairs, { name: 'next' });
  const hits = test.map(({ history, targets }) => {
    const { items, scores } = part.score(history);
    return rankingQuality(topItems(scores, items, 10), targets, 10).hitRate;
  });
  return hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
}
