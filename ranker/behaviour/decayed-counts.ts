import { createForwardDecay } from './forward-decay.ts';
import { createGrowingNumbers } from './growing-numbers.ts';

/** Counts that fade: after a half-life an event counts half. 8 to 16 bytes an index. */
export interface DecayedCounts {
  add(index: number, weight: number, atMs: number | null): void;
  /** As of a time; of the newest event by default. 0 for what was never counted. */
  count(index: number, nowMs?: number): number;
  /** Of all indexes. */
  total(nowMs?: number): number;
  /** One past the largest index counted. */
  readonly length: number;
  /** Time of the newest event; null before the first that had a time. */
  readonly newestMs: number | null;
  readonly memoryBytes: number;
}

export function createDecayedCounts({ halfLifeMs }: { readonly halfLifeMs: number }): DecayedCounts {
  const counts = createGrowingNumbers();
  let total = 0;
  const decay = createForwardDecay(halfLifeMs, (factor) => {
    counts.scale(factor);
    total *= factor;
  });
  const asOf = (nowMs: number | undefined): number => {
    const atMs = nowMs ?? decay.newestMs;
    return atMs === null ? 1 : decay.asOf(atMs);
  };
  return {
    add(index, weight, atMs) {
      const decayed = weight * decay.weightAt(atMs);
      counts.add(index, decayed);
      total += decayed;
    },
    count: (index, nowMs) => counts.get(index) * asOf(nowMs),
    total: (nowMs) => total * asOf(nowMs),
    get length() {
      return counts.length;
    },
    get newestMs() {
      return decay.newestMs;
    },
    get memoryBytes() {
      return counts.memoryBytes;
    },
  };
}
