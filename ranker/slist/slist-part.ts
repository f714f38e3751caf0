import { createHistoryScoring } from '../behaviour/score-history.ts';
import type { StepWeights } from '../behaviour/step-weights.ts';
import type { ScorePart } from '../score-part.ts';
import type { SlistNeighbours } from './slist-neighbours.ts';

/** Name of the part. */
export const SLIST = 'sequence-linear';

export interface SlistPartOptions {
  /** What the step before counts beside the one after it: as it was fitted with. */
  readonly pastDecay: number;
  readonly counts: StepWeights;
}

/** Scores the items that the history speaks for, by a fitted sequential linear model. */
export function createSlistPart({ width, items, weights }: SlistNeighbours, { pastDecay, counts }: SlistPartOptions): ScorePart {
  return {
    name: SLIST,
    score: createHistoryScoring({
      weights: counts,
      historyDecay: pastDecay,
      speakFor(from, emit) {
        for (let place = from * width; place < Math.min(items.length, (from + 1) * width); place += 1) {
          if (weights[place]! > 0) emit(items[place]!, weights[place]!);
        }
      },
    }),
  };
}
