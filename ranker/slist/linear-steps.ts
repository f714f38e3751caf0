import type { SequenceStep, StepType } from '../score-part.ts';

/** What a sequential linear model reads of a history at one place: some steps before it, and some after. */
export interface LinearSteps {
  /** Items before, the newest first. */
  readonly past: readonly number[];
  /** Items after, the next first. */
  readonly future: readonly number[];
}

/**
 * Every place of a history where something comes after something. Steps whose type counts 0 are passed over.
 *
 * @param history - Oldest first.
 */
export function linearSteps(
  history: readonly SequenceStep[],
  { pastSteps, futureSteps, counts }: { readonly pastSteps: number; readonly futureSteps: number; readonly counts: Readonly<Record<StepType, number>> },
): LinearSteps[] {
  const items = history.filter(({ type }) => counts[type] > 0).map(({ item }) => item);
  return items.slice(1).map((_, before) => ({
    past: items.slice(Math.max(0, before + 1 - pastSteps), before + 1).toReversed(),
    future: items.slice(before + 1, before + 1 + futureSteps),
  }));
}
