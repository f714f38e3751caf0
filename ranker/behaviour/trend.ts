import type { SequenceStep } from '../score-part.ts';
import { createDecayedCounts } from './decayed-counts.ts';
import { type Neighbour, topOf } from './item-neighbours.ts';
import { INTEREST_WEIGHTS, type StepWeights } from './step-weights.ts';
import type { SparseScorePart } from './sparse-score-part.ts';

export interface TrendOptions {
  /** Of what counts as now. */
  readonly shortHalfLifeMs: number;
  /** Of what counts as usual; well above the short one. */
  readonly longHalfLifeMs: number;
  /** All signs of interest alike by default, so that one big buyer is no trend. */
  readonly weights?: StepWeights;
  /** Events that every item is thought to have had now without meaning anything: what one-off noise has to beat. */
  readonly noise?: number;
}

/**
 * What is wanted more than usual: (seen - expected) / sqrt(expected + noise), the standardised excess of a Poisson count.
 * Seen is the demand of the short half-life; expected is the item's usual share (that of the long half-life) of all that was
 * seen, so that a busy day is no trend of everything. One shopper counts once per item: a step on an item that is among
 * the shopper's past of the last short half-life adds only what its type weighs more.
 */
export interface Trend extends SparseScorePart {
  /** @param past - What the shopper did before, oldest first. */
  add(step: SequenceStep, past: readonly SequenceStep[]): void;
  /** Standard deviations above the usual, below 0 for what is wanted less; as of a time, by default the newest step's. */
  excess(item: number, nowMs?: number): number;
  /** Of the items seen last, those of the greatest excess above `least`, best first, ties by item. Does not look through all items. */
  rising(limit: number, least: number): readonly Neighbour[];
  readonly memoryBytes: number;
}

const NAME = 'trend';
const NOISE = 5;
/** Items that `rising` looks at: those seen last. What was not seen for so long does not rise. */
const RECENT_MAX = 5_000;

export function createTrend({ shortHalfLifeMs, longHalfLifeMs, weights = INTEREST_WEIGHTS, noise = NOISE }: TrendOptions): Trend {
  const seen = createDecayedCounts({ halfLifeMs: shortHalfLifeMs });
  const recent = new Set<number>();
  const usual = createDecayedCounts({ halfLifeMs: longHalfLifeMs });

  /** The most that the shopper's steps on the item counted already. */
  function countedBefore({ item, atMs }: SequenceStep, past: readonly SequenceStep[]): number {
    let counted = 0;
    for (let i = past.length - 1; i >= 0; i--) {
      const earlier = past[i]!;
      if (atMs !== null && earlier.atMs !== null && atMs - earlier.atMs > shortHalfLifeMs) break;
      if (earlier.item === item) counted = Math.max(counted, weights[earlier.type]);
    }
    return counted;
  }

  function excess(item: number, nowMs: number | undefined): number {
    const usualTotal = usual.total(nowMs);
    if (usualTotal === 0) return 0;
    const expected = (usual.count(item, nowMs) / usualTotal) * seen.total(nowMs);
    return (seen.count(item, nowMs) - expected) / Math.sqrt(expected + noise);
  }

  return {
    name: NAME,
    add(step, past) {
      const weight = weights[step.type] - countedBefore(step, past);
      if (!(weight > 0)) return;
      seen.add(step.item, weight, step.atMs);
      // A Set keeps the order of insertion, so its first is the one longest unseen.
      recent.delete(step.item);
      recent.add(step.item);
      if (recent.size > RECENT_MAX) recent.delete(recent.values().next().value!);
      usual.add(step.item, weight, step.atMs);
    },
    excess,
    rising: (limit, least) =>
      topOf((emit) => recent.forEach((item) => excess(item, undefined) > least && emit(item, excess(item, undefined))), limit),
    /** The items above their usual, the same for every history. */
    score() {
      const items: number[] = [];
      for (let item = 0; item < seen.length; item++) if (Math.fround(excess(item, undefined)) > 0) items.push(item);
      return { items: Int32Array.from(items), scores: Float32Array.from(items, (item) => excess(item, undefined)) };
    },
    get memoryBytes() {
      return seen.memoryBytes + usual.memoryBytes;
    },
  };
}
