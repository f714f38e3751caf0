import type { SequenceStep, StepType } from '../score-part.ts';
import type { HeldOutCase, HeldOutSplit, SplitCuts } from './held-out.ts';

/** Steps from the first cut on are validation, those from the second, later one on are test. */
export interface SplitByTimeOptions extends SplitCuts {
  /** Steps that are worth predicting. */
  readonly isTarget: (type: StepType) => boolean;
  /** Steps no later than this after a shopper's first target are one case: 0 for those of the same instant, such as an invoice. */
  readonly togetherMs: number;
}

/**
 * What is before a day is for fitting, what is after for judging, for all shoppers alike: nothing from the future of any shopper
 * is known. Shoppers without a step before, or without a target after, are not judged.
 *
 * @param histories - Oldest first. Steps without a time are left out.
 */
export function splitByTime(histories: readonly (readonly SequenceStep[])[], options: SplitByTimeOptions): HeldOutSplit & { readonly cuts: SplitCuts } {
  const { validationFromMs, testFromMs } = options;
  return {
    train: histories.map((history) => before(history, validationFromMs)),
    validation: casesOf(histories, validationFromMs, testFromMs, options),
    test: casesOf(histories, testFromMs, Infinity, options),
    cuts: { validationFromMs, testFromMs },
  };
}

function casesOf(histories: readonly (readonly SequenceStep[])[], fromMs: number, untilMs: number, options: SplitByTimeOptions): HeldOutCase[] {
  return histories.flatMap((steps, shopper) => {
    const targets = steps.filter((step) => step.atMs !== null && step.atMs >= fromMs && step.atMs < untilMs && options.isTarget(step.type));
    const history = before(steps, fromMs);
    const firstMs = targets[0]?.atMs;
    if (firstMs === undefined || firstMs === null || history.length === 0) return [];
    const together = targets.filter(({ atMs }) => atMs! <= firstMs + options.togetherMs);
    return [{ shopper, history, targets: new Set(together.map(({ item }) => item)) }];
  });
}

function before(history: readonly SequenceStep[], ms: number): SequenceStep[] {
  return history.filter(({ atMs }) => atMs !== null && atMs < ms);
}
