import type { SequenceStep, SparseScores } from '../score-part.ts';
import type { StepWeights } from './step-weights.ts';

export interface HistoryScoringOptions {
  /** Steps of weight 0 say nothing. */
  readonly weights: StepWeights;
  /** What the step before counts beside the one after it, in (0, 1]. */
  readonly historyDecay: number;
  /** Calls `emit` for each item that `from` speaks for, with a value above 0. */
  readonly speakFor: (from: number, emit: (item: number, value: number) => void) => void;
}

/**
 * Sums what each item of a history says, the newest first and each item once, fading by `historyDecay` per step.
 * The scratch it keeps is 8 bytes an item.
 */
export function createHistoryScoring({ weights, historyDecay, speakFor }: HistoryScoringOptions) {
  let sums = new Float64Array(0);

  return (history: readonly SequenceStep[]): SparseScores => {
    const touched: number[] = [];
    const said = new Set<number>();
    let factor = 1;
    const emit = (item: number, value: number): void => {
      if (item >= sums.length) {
        const larger = new Float64Array(Math.max(item + 1, sums.length * 2));
        larger.set(sums);
        sums = larger;
      }
      if (sums[item] === 0) touched.push(item);
      sums[item]! += factor * value;
    };
    for (const { item, type } of history.toReversed()) {
      if (!(weights[type] > 0) || said.has(item)) continue;
      said.add(item);
      speakFor(item, emit);
      factor *= historyDecay;
    }
    // What float32 cannot tell from 0 is nothing.
    const spoken = touched.filter((item) => Math.fround(sums[item]!) > 0);
    const scores = Float32Array.from(spoken, (item) => sums[item]!);
    for (const item of touched) sums[item] = 0;
    return { items: Int32Array.from(spoken), scores };
  };
}
