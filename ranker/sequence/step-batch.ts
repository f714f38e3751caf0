import { STEP_TYPES, type SequenceStep } from '../score-part.ts';
import { TIME_GAP_BUCKETS, timeGapBucket } from './time-gap.ts';

/**
 * Histories side by side, each at the start of its row, the rest of the row filled up. Filling up at the end costs no mask:
 * a causal model's steps never look at what comes after them.
 */
export interface StepBatch {
  readonly count: number;
  /** Steps of the longest history, the length of every row. */
  readonly length: number;
  /** Item numbers, `[count * length]`; 0 where filled up. */
  readonly items: Int32Array;
  /** One-hot event types, `[count * length, STEP_TYPES.length]`. */
  readonly types: Float32Array;
  /** One-hot time gaps to the step before, `[count * length, TIME_GAP_BUCKETS]`. */
  readonly gaps: Float32Array;
  /** Real steps of each history. */
  readonly lengths: Int32Array;
}

/** @param histories - Oldest first, not empty; of each the last `steps` are taken. */
export function toStepBatch(histories: readonly (readonly SequenceStep[])[], steps: number): StepBatch {
  const lengths = Int32Array.from(histories, (history) => Math.min(history.length, steps));
  const length = lengths.reduce((longest, own) => Math.max(longest, own), 0);
  const count = histories.length;
  const items = new Int32Array(count * length);
  const types = new Float32Array(count * length * STEP_TYPES.length);
  const gaps = new Float32Array(count * length * TIME_GAP_BUCKETS);
  histories.forEach((history, row) => {
    const first = history.length - lengths[row]!;
    for (let step = first; step < history.length; step += 1) {
      const { item, type, atMs } = history[step]!;
      const place = row * length + step - first;
      items[place] = item;
      types[place * STEP_TYPES.length + STEP_TYPES.indexOf(type)] = 1;
      gaps[place * TIME_GAP_BUCKETS + timeGapBucket(history[step - 1]?.atMs ?? null, atMs)] = 1;
    }
  });
  return { count, length, items, types, gaps, lengths };
}
