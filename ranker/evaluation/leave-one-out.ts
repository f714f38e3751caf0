import type { SequenceStep } from '../score-part.ts';
import type { HeldOutCase, HeldOutSplit } from './held-out.ts';

/**
 * The last step of each history is its test, the one before its validation, the rest is for fitting (the protocol of SASRec and
 * S3-Rec). Histories of fewer than three steps are for fitting alone. Where steps have times, this lets a model see what other
 * shoppers did later; `splitByTime` does not.
 *
 * @param histories - Oldest first.
 */
export function leaveOneOut(histories: readonly (readonly SequenceStep[])[]): HeldOutSplit {
  const heldOut = (fromEnd: number): HeldOutCase[] =>
    histories.flatMap((history, shopper) => {
      if (history.length < 3) return [];
      const place = history.length - fromEnd;
      return [{ shopper, history: history.slice(0, place), targets: new Set([history[place]!.item]) }];
    });
  return {
    train: histories.map((history) => (history.length < 3 ? history : history.slice(0, -2))),
    validation: heldOut(2),
    test: heldOut(1),
    cuts: null,
  };
}
