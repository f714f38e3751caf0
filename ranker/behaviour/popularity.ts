import type { SequenceStep } from '../score-part.ts';
import { createDecayedCounts } from './decayed-counts.ts';
import { DEMAND_WEIGHTS, type StepWeights } from './step-weights.ts';
import type { SparseScorePart } from './sparse-score-part.ts';

export interface PopularityOptions {
  readonly halfLifeMs: number;
  readonly weights?: StepWeights;
}

/** What is wanted most, by all shoppers, lately. */
export interface Popularity extends SparseScorePart {
  add(step: SequenceStep): void;
  /** Demand as of a time (by default that of the newest step); one step of weight 1 of that very time is 1. */
  demand(item: number, nowMs?: number): number;
  /** Of all items. */
  total(nowMs?: number): number;
  readonly memoryBytes: number;
}

const NAME = 'popularity';

export function createPopularity({ halfLifeMs, weights = DEMAND_WEIGHTS }: PopularityOptions): Popularity {
  const counts = createDecayedCounts({ halfLifeMs });
  return {
    name: NAME,
    add({ item, type, atMs }) {
      const weight = weights[type];
      if (weight > 0) counts.add(item, weight, atMs);
    },
    demand: (item, nowMs) => counts.count(item, nowMs),
    total: (nowMs) => counts.total(nowMs),
    /** The same for every history. */
    score() {
      const items: number[] = [];
      for (let item = 0; item < counts.length; item++) if (Math.fround(counts.count(item)) > 0) items.push(item);
      return { items: Int32Array.from(items), scores: Float32Array.from(items, (item) => counts.count(item)) };
    },
    get memoryBytes() {
      return counts.memoryBytes;
    },
  };
}
