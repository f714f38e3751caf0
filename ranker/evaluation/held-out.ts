import type { SequenceStep } from '../score-part.ts';

/** Something to predict: what came next, from what was known before. */
export interface HeldOutCase {
  /** Which history it is of. */
  readonly shopper: number;
  /** Oldest first; all of it from before the targets. */
  readonly history: readonly SequenceStep[];
  /** Items to find; not empty. */
  readonly targets: ReadonlySet<number>;
}

/** Days that divide all histories alike; Unix epoch, milliseconds. */
export interface SplitCuts {
  readonly validationFromMs: number;
  readonly testFromMs: number;
}

/** What to fit on, to choose by, and to report: never one from the other. */
export interface HeldOutSplit {
  /** By shopper; oldest first. */
  readonly train: readonly (readonly SequenceStep[])[];
  readonly validation: readonly HeldOutCase[];
  readonly test: readonly HeldOutCase[];
  /**
   * What the split promises: before the first, nothing of any shopper is validation or test, and only that is fitted on. Null: each history is
   * divided for itself, and what other shoppers did later may be fitted on.
   */
  readonly cuts: SplitCuts | null;
}
