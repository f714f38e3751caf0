import type { PairCounts } from './pair-counts.ts';
import { createHistoryScoring } from './score-history.ts';
import { INTEREST_WEIGHTS, type StepWeights } from './step-weights.ts';
import type { SparseScorePart } from './sparse-score-part.ts';

export interface ItemNeighboursOptions {
  /** Stable name of the part, such as `bought-together`. */
  readonly name: string;
  /** Of a shopper's steps, what they count when scoring; all signs of interest by default. */
  readonly historyWeights?: StepWeights;
  readonly historyDecay?: number;
  /**
   * Pairs of just now that each similarity pretends were missed: keeps two rare items that met once from being each
   * other's best. 0, the default, for dense data.
   */
  readonly shrinkage?: number;
  /** Pairs of just now below which a pair says nothing, so that "often" is never said of once. 0 by default. */
  readonly supportMin?: number;
}

export interface Neighbour {
  readonly item: number;
  /** Above 0; comparable within one answer. */
  readonly score: number;
}

export interface NeighbourPart extends SparseScorePart {
  /** Most similar first, ties by item, at most `limit`. */
  neighbours(item: number, limit: number): readonly Neighbour[];
}

/**
 * Item-kNN over counted pairs: the cosine count / (sqrt(total x total) + shrinkage), summed over the history with decay
 * (Sarwar, Karypis, Konstan and Riedl 2001; shrinkage as in Bell and Koren 2007).
 */
export function createItemNeighbours(
  pairs: PairCounts,
  { name, historyWeights = INTEREST_WEIGHTS, historyDecay = 0.7, shrinkage = 0, supportMin = 0 }: ItemNeighboursOptions,
): NeighbourPart {
  const speakFor = (from: number, emit: (item: number, value: number) => void): void => {
    const { columns, values } = pairs.row(from);
    const own = pairs.total(from);
    const missed = shrinkage * pairs.unit;
    const least = supportMin * pairs.unit;
    for (let i = 0; i < columns.length; i++) {
      if (values[i]! < least) continue;
      const similarity = values[i]! / (Math.sqrt(own * pairs.total(columns[i]!)) + missed);
      if (similarity > 0) emit(columns[i]!, similarity);
    }
  };
  return {
    name,
    score: createHistoryScoring({ weights: historyWeights, historyDecay, speakFor }),
    neighbours: (item, limit) => topOf((emit) => speakFor(item, emit), limit),
  };
}

/** The `limit` largest of what is emitted, ties by item. */
export function topOf(
  speak: (emit: (item: number, value: number) => void) => void,
  limit: number,
): readonly Neighbour[] {
  const found: Neighbour[] = [];
  speak((item, score) => void found.push({ item, score }));
  return found.toSorted((a, b) => b.score - a.score || a.item - b.item).slice(0, limit);
}
