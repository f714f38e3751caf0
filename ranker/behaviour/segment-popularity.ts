import type { SequenceStep } from '../score-part.ts';
import { createForwardDecay } from './forward-decay.ts';
import { createSparseRows } from './sparse-rows.ts';
import { createGrowingNumbers } from './growing-numbers.ts';
import { topOf, type Neighbour } from './item-neighbours.ts';
import { DEMAND_WEIGHTS, type StepWeights } from './step-weights.ts';

export interface SegmentPopularityOptions {
  readonly halfLifeMs: number;
  /** Items kept per segment, the most wanted; see `SparseRowsOptions.rowMax`. */
  readonly itemsMax: number;
  readonly weights?: StepWeights;
}

/** What is wanted most within each segment of shoppers or of products; segments are numbered by the caller. */
export interface SegmentPopularity {
  add(segment: number, step: SequenceStep): void;
  /** Most wanted first, ties by item. Scores are demand as of the newest step. */
  top(segment: number, limit: number): readonly Neighbour[];
  /** Demand of the whole segment as of the newest step: thin below a few dozen. */
  total(segment: number): number;
  readonly memoryBytes: number;
}

export function createSegmentPopularity({ halfLifeMs, itemsMax, weights = DEMAND_WEIGHTS }: SegmentPopularityOptions): SegmentPopularity {
  const rows = createSparseRows({ rowMax: itemsMax });
  const totals = createGrowingNumbers();
  const decay = createForwardDecay(halfLifeMs, (factor) => {
    rows.scale(factor);
    totals.scale(factor);
  });
  const now = (): number => (decay.newestMs === null ? 1 : decay.asOf(decay.newestMs));
  return {
    add(segment, { item, type, atMs }) {
      const weight = weights[type];
      if (!(weight > 0)) return;
      const value = weight * decay.weightAt(atMs);
      if (value === 0) return;
      rows.add(segment, item, value);
      totals.add(segment, value);
    },
    top(segment, limit) {
      const { columns, values } = rows.row(segment);
      const scale = now();
      return topOf((emit) => columns.forEach((item, i) => emit(item, values[i]! * scale)), limit);
    },
    total: (segment) => totals.get(segment) * now(),
    get memoryBytes() {
      return rows.memoryBytes + totals.memoryBytes;
    },
  };
}
