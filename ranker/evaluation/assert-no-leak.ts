import { AppError } from '../../schema/errors.ts';
import type { SequenceStep } from '../score-part.ts';
import type { HeldOutCase, HeldOutSplit } from './held-out.ts';

/**
 * Checks that a split tells fitting nothing of what is judged, before anything is fitted on it: that each case's history goes on
 * from what was fitted on, and that nothing fitted on, of that shopper, is as late as what it is judged by.
 *
 * @param histories - The whole, by shopper, that the split is of.
 * @throws AppError `INVARIANT_BROKEN` naming the first leak.
 */
export function assertNoLeak({ train, validation, test }: HeldOutSplit, histories: readonly (readonly SequenceStep[])[]): void {
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
}

function isPrefix(part: readonly SequenceStep[], whole: HeldOutCase['history']): boolean {
  return part.length <= whole.length && part.every((step, place) => step === whole[place]);
}

function leak(name: string, shopper: number, what: string): never {
  throw new AppError('INVARIANT_BROKEN', `Leak in the ${name} of history ${shopper}: ${what}.`);
}
