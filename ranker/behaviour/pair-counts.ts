import type { SequenceStep } from '../score-part.ts';
import { createForwardDecay } from './forward-decay.ts';
import { createGrowingNumbers } from './growing-numbers.ts';
import { createSparseRows, type SparseRow } from './sparse-rows.ts';
import type { StepWeights } from './step-weights.ts';

export interface PairCountsOptions {
  /** What each step counts; those of weight 0 are passed over, also when gaps are measured. */
  readonly weights: StepWeights;
  /** True: only from the earlier item to the later one, and not between what happened at the same instant, which has no order. */
  readonly directed: boolean;
  /** Pairs further apart are no pairs. At least 1. */
  readonly gapMax: number;
  /** Items that a step is paired with at most, the latest: an invoice of a thousand lines is not a taste. 50 by default. */
  readonly pairedMax?: number;
  /** `Infinity`: counts never fade. */
  readonly halfLifeMs: number;
  /** See `SparseRowsOptions.rowMax`. */
  readonly neighboursMax: number;
}

const PAIRED_MAX = 50;

/**
 * How often items stand near one another in the histories of shoppers: a pair counts weight x weight / gap, faded by age.
 * The gap counts the distinct items between them, 1 for neighbours; what happened at the same instant, such as the lines of
 * an invoice, counts as one, and is neighbours among itself.
 */
export interface PairCounts {
  /**
   * Counts a step. `past` is what the same shopper did before it, oldest first; only as much of its end is read as
   * `gapMax` needs. A step on the same item as the counted one before adds only what its type weighs more.
   */
  add(step: SequenceStep, past: readonly SequenceStep[]): void;
  /** A whole history, oldest first. */
  addSequence(steps: readonly SequenceStep[]): void;
  /** Counts from an item, in units that only their ratios mean something. */
  row(item: number): SparseRow;
  count(from: number, to: number): number;
  /** Sum of the squared weights of the item's own steps, in the units of `row`: what a cosine divides by. */
  total(item: number): number;
  /** One pair of just now, in the units of `row`: what smoothing constants are multiplied by. */
  readonly unit: number;
  readonly memoryBytes: number;
}

export function createPairCounts({ weights, directed, gapMax, pairedMax = PAIRED_MAX, halfLifeMs, neighboursMax }: PairCountsOptions): PairCounts {
  const rows = createSparseRows({ rowMax: neighboursMax });
  const totals = createGrowingNumbers();
  const decay = createForwardDecay(halfLifeMs, (factor) => {
    rows.scale(factor);
    totals.scale(factor);
  });

  function add(step: SequenceStep, past: readonly SequenceStep[]): void {
    const weight = weights[step.type];
    if (!(weight > 0)) return;
    const decayed = decay.weightAt(step.atMs);
    const before = past.findLast(({ type }) => weights[type] > 0);
    const known = before?.item === step.item ? weights[before.type] : 0;
    if (weight <= known) return;
    totals.add(step.item, (weight * weight - known * known) * decayed);

    const seen = new Set<number>([step.item]);
    let instants = 0;
    let atMs = step.atMs;
    for (let i = past.length - 1; i >= 0; i--) {
      const earlier = past[i]!;
      const earlierWeight = weights[earlier.type];
      if (!(earlierWeight > 0) || seen.has(earlier.item)) continue;
      seen.add(earlier.item);
      if (earlier.atMs === null || earlier.atMs !== atMs) instants++;
      atMs = earlier.atMs;
      if (instants > gapMax || seen.size > pairedMax + 1) break;
      if (directed && instants === 0) continue;
      const gap = Math.max(1, instants);
      const value = ((weight - known) * earlierWeight * decayed) / gap;
      rows.add(earlier.item, step.item, value);
      if (!directed) rows.add(step.item, earlier.item, value);
    }
  }

  return {
    add,
    addSequence(steps) {
      for (const [i, step] of steps.entries()) add(step, steps.slice(Math.max(0, i - 2 * pairedMax), i));
    },
    row: (item) => rows.row(item),
    count: (from, to) => rows.get(from, to),
    total: (item) => totals.get(item),
    get unit() {
      return decay.newestMs === null ? 1 : 1 / decay.asOf(decay.newestMs);
    },
    get memoryBytes() {
      return rows.memoryBytes + totals.memoryBytes;
    },
  };
}

