import type { ScorePart, SequenceStep, SparseScores } from '../score-part.ts';

/** A part that speaks for few items only. */
export interface SparseScorePart extends ScorePart {
  score(history: readonly SequenceStep[]): SparseScores;
}
