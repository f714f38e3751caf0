/** What a step of a shopper's history was; the order is the one that models store. */
export const STEP_TYPES = ['CLICK', 'VIEW', 'ADD_TO_CART', 'REMOVE_FROM_CART', 'PURCHASE', 'HIDE'] as const;
export type StepType = (typeof STEP_TYPES)[number];

/** One step of a shopper's history. */
export interface SequenceStep {
  /** Number in the `ItemTable` that goes with it. */
  readonly item: number;
  readonly type: StepType;
  /** Unix epoch, milliseconds; null where only the order is known. */
  readonly atMs: number | null;
}

/** Scores of some items; all others count as 0. Parallel arrays, no item twice. */
export interface SparseScores {
  readonly items: Int32Array;
  /** Finite; above 0. */
  readonly scores: Float32Array;
}

/**
 * One way of guessing what a shopper wants next: a count, a content vector, a network. The merged recommender adds them up,
 * and names the part that spoke for an item as the reason. Scoring does no I/O and reads no clock; equal input, equal output.
 */
export interface ScorePart {
  /** Stable, such as `bought-together`; models store weights under it. */
  readonly name: string;
  /**
   * @param history - Oldest first, at most 50 steps.
   * @returns Sparse scores, or float32 of shape `[items]`, one for each item of the table; larger is better, comparable only
   * within one answer. Empty sparse scores where it has nothing to say.
   */
  score(history: readonly SequenceStep[]): SparseScores | Float32Array;
}
