import type { StepWeights } from '../behaviour/step-weights.ts';
import type { ScorePart, SequenceStep } from '../score-part.ts';

export interface OwnItemsPartOptions {
  readonly name: string;
  readonly weights: StepWeights;
  /** What a visit counts beside the one after it, in (0, 1]; 1: all alike, the plain frequency. */
  readonly visitDecay: number;
}

/**
 * Repeat purchase: scores the items of the history itself by how often and how lately the shopper came back to them. Steps of the
 * same instant, such as the lines of an invoice, are one visit; time is counted in visits, since shops and shoppers have their own pace.
 */
export function createOwnItemsPart({ name, weights, visitDecay }: OwnItemsPartOptions): ScorePart {
  return {
    name,
    score(history) {
      const scores = new Map<number, number>();
      let factor = 1;
      let visit = new Set<number>();
      let previous: SequenceStep | null = null;
      for (const step of history.toReversed()) {
        if (!(weights[step.type] > 0)) continue;
        if (previous !== null && (previous.atMs === null || previous.atMs !== step.atMs)) {
          factor *= visitDecay;
          visit = new Set();
        }
        previous = step;
        if (visit.has(step.item)) continue;
        visit.add(step.item);
        scores.set(step.item, (scores.get(step.item) ?? 0) + weights[step.type] * factor);
      }
      // What float32 cannot tell from 0 is nothing.
      const kept = [...scores].filter(([, score]) => Math.fround(score) > 0);
      return { items: Int32Array.from(kept, ([item]) => item), scores: Float32Array.from(kept, ([, score]) => score) };
    },
  };
}
