import type { SequenceStep } from '../score-part.ts';
import { createDecayedCounts } from './decayed-counts.ts';
import { createGreatestItems } from './greatest-items.ts';
import { type Neighbour, topOf } from './item-neighbours.ts';
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
  /** The most wanted, best first, ties by item; at most `limit`, itself at most `TOP_MAX`. Does not look through all items. */
  top(limit: number): readonly Neighbour[];
  /** Of all items. */
  total(nowMs?: number): number;
  readonly memoryBytes: number;
}

const NAME = 'popularity';

/** Items that `top` knows. */
export const TOP_MAX = 500;

export function createPopularity({ halfLifeMs, weights = DEMAND_WEIGHTS }: PopularityOptions): Popularity {
  const counts = createDecayedCounts({ halfLifeMs });
  const greatest = createGreatestItems(TOP_MAX, (item) => counts.count(item));
  return {
    name: NAME,
    add({ item, type, atMs }) {
      const weight = weights[type];
      if (!(weight > 0)) return;
      counts.add(item, weight, atMs);
      greatest.raised(item);
    },
    demand: (item, nowMs) => counts.count(item, nowMs),
    top: (limit) => topOf((emit) => greatest.items().forEach((item) => emit(item, counts.count(item))), limit),
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
