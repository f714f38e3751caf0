import { type ItemNeighboursOptions, type NeighbourPart, topOf } from './item-neighbours.ts';
import type { PairCounts } from './pair-counts.ts';
import { createHistoryScoring } from './score-history.ts';
import { INTEREST_WEIGHTS } from './step-weights.ts';

/**
 * What tends to come next: directed counts as they are, so that what often follows is preferred to what only follows,
 * summed over the history with decay. A first-order Markov chain with gaps (Rendle, Freudenthaler and Schmidt-Thieme 2010
 * have the factored form).
 * @param pairs - Directed.
 */
export function createTransitions(
  pairs: PairCounts,
  { name, historyWeights = INTEREST_WEIGHTS, historyDecay = 0.5 }: Omit<ItemNeighboursOptions, 'shrinkage' | 'supportMin'>,
): NeighbourPart {
  const speakFor = (from: number, emit: (item: number, value: number) => void): void => {
    const { columns, values } = pairs.row(from);
    // In units of pairs of just now, so that float32 holds them however long the counting has gone on.
    const scale = 1 / pairs.unit;
    for (let i = 0; i < columns.length; i++) if (values[i]! > 0) emit(columns[i]!, values[i]! * scale);
  };
  return {
    name,
    score: createHistoryScoring({ weights: historyWeights, historyDecay, speakFor }),
    neighbours: (item, limit) => topOf((emit) => speakFor(item, emit), limit),
  };
}
