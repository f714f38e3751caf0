import type { ScorePart } from '../score-part.ts';
import { createHistoryScoring } from '../behaviour/score-history.ts';
import { INTEREST_WEIGHTS } from '../behaviour/step-weights.ts';
import { transposed, visitRow, type SparseMatrix } from './sparse-matrix.ts';

export interface SparseContentPartOptions {
  readonly name: string;
  /** What the step before counts beside the one after it, in (0, 1]. */
  readonly historyDecay?: number;
}

/**
 * Scores items by the cosine of their terms with those of the history's items, fading by `historyDecay` a step: a recommender
 * that needs no training and no behaviour.
 *
 * @param terms - A row an item, of unit length, such as `tfIdf` gives.
 */
export function createSparseContentPart(terms: SparseMatrix, { name, historyDecay = 0.7 }: SparseContentPartOptions): ScorePart {
  const itemsWith = transposed(terms);
  return {
    name,
    score: createHistoryScoring({
      weights: INTEREST_WEIGHTS,
      historyDecay,
      speakFor(from, emit) {
        if (from >= terms.rows) return;
        visitRow(terms, from, (term, weight) => visitRow(itemsWith, term, (item, value) => emit(item, weight * value)));
      },
    }),
  };
}
