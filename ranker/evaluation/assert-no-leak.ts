import { AppError } from '../../schema/errors.ts';
import type { SequenceStep } from '../score-part.ts';
import type { HeldOutCase, HeldOutSplit, SplitCuts } from './held-out.ts';

/**
 * Checks that a split tells fitting nothing of what is judged, before anything is fitted on it: that each case's history goes on
 * from what was fitted on, and that nothing fitted on, of that shopper, is as late as what it is judged by. Where the split has cuts, nothing
 * fitted on, of any shopper, may be as late as the first of them, nor a target as early as its own: what others do later tells of trends (Ji et
 * al. 2023, "A critical study on data leakage in recommender system offline evaluation").
 *
 * @param histories - The whole, by shopper, that the split is of.
 * @throws AppError `INVARIANT_BROKEN` naming the first leak.
 */
export function assertNoLeak(split: HeldOutSplit, histories: readonly (readonly SequenceStep[])[]): void {
  const { train, validation, test, cuts } = split;
  for (const [name, cases] of Object.entries({ validation, test })) {
    for (const { shopper, history, targets } of cases) {
      const whole = histories[shopper]!;
      const fitted = train[shopper]!;
      if (!isPrefix(fitted, whole)) leak(name, shopper, 'what is fitted on is not the beginning of the history');
      if (!isPrefix(history, whole)) leak(name, shopper, 'what is known is not the beginning of the history');
      if (fitted.length > history.length) leak(name, shopper, 'something later than what is known is fitted on');
      const after = new Set(whole.slice(history.length).map(({ item }) => item));
      for (const target of targets) if (!after.has(target)) leak(name, shopper, 'a target does not come after what is known');
    }
  }
  const known = new Map(test.map((held) => [held.shopper, held]));
  for (const { shopper, history } of validation) {
    const later = known.get(shopper);
    if (later !== undefined && later.history.length < history.length) leak('validation', shopper, 'validation is later than test');
  }
  if (cuts !== null) assertCuts(split, cuts, histories);
}

function assertCuts({ train, validation, test }: HeldOutSplit, { validationFromMs, testFromMs }: SplitCuts, histories: readonly (readonly SequenceStep[])[]): void {
  for (const [shopper, steps] of train.entries()) {
    if (!steps.every((step) => isBetween(step, -Infinity, validationFromMs))) leak('validation', shopper, 'something is fitted on that is not before the first cut');
  }
  for (const [name, cases, fromMs, untilMs] of [['validation', validation, validationFromMs, testFromMs], ['test', test, testFromMs, Infinity]] as const) {
    for (const { shopper, history, targets } of cases) {
      if (!history.every((step) => isBetween(step, -Infinity, fromMs))) leak(name, shopper, 'what is known is not before its cut');
      const after = new Set(histories[shopper]!.filter((step) => isBetween(step, fromMs, untilMs)).map(({ item }) => item));
      for (const target of targets) if (!after.has(target)) leak(name, shopper, 'a target is not between its cuts');
    }
  }
}

function isBetween({ atMs }: SequenceStep, fromMs: number, untilMs: number): boolean {
  return atMs !== null && atMs >= fromMs && atMs < untilMs;
}

function isPrefix(part: readonly SequenceStep[], whole: HeldOutCase['history']): boolean {
  return part.length <= whole.length && part.every((step, place) => step === whole[place]);
}

function leak(name: string, shopper: number, what: string): never {
  throw new AppError('INVARIANT_BROKEN', `Leak in the ${name} of history ${shopper}: ${what}.`);
}
