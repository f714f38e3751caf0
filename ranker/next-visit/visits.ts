import type { SequenceStep } from '../score-part.ts';
import type { StepWeights } from '../behaviour/step-weights.ts';

/** What a shopper took at one time, such as the lines of an invoice. */
export interface Visit {
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
  readonly steps: readonly SequenceStep[];
}

/**
 * Steps of the same instant are one visit.
 *
 * @param history - Oldest first. Steps of weight 0, and those of which only the order is known, are passed over.
 * @returns oldest first.
 */
export function visitsOf(history: readonly SequenceStep[], weights: StepWeights): Visit[] {
  const counted = history.filter(({ type, atMs }) => weights[type] > 0 && atMs !== null);
  return [...Map.groupBy(counted, ({ atMs }) => atMs!)].map(([atMs, steps]) => ({ atMs, steps }));
}
