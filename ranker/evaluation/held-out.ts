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

/** What to fit on, to choose by, and to report: never one from the other. */
export interface HeldOutSplit {
  /** By shopper; oldest first. */
  readonly train: readonly (readonly SequenceStep[])[];
  readonly validation: readonly HeldOutCase[];
  readonly test: readonly HeldOutCase[];
}
