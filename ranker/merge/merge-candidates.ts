import type { ScorePart, SequenceStep, SparseScores } from '../score-part.ts';
import { normaliseScores } from './normalised-scores.ts';
import { topItems } from './top-items.ts';

/** Best items of each part that enter the union. */
export const TOP_OF_EACH_PART = 100;

/** What the parts say of the union of their best items. */
export interface MergeCandidates {
  /** No item twice. */
  readonly items: Int32Array;
  /** Scaled scores, `[parts][items]`. */
  readonly scores: readonly Float32Array[];
}

export interface MergeCandidatesOptions {
  readonly isExcluded: (item: number) => boolean;
  /** Items to score whether or not they are among a part's best. */
  readonly also?: readonly number[];
}

/** The union of each part's best items that are not excluded, each with every part's scaled score. */
export function mergeCandidates(
  parts: readonly ScorePart[],
  history: readonly SequenceStep[],
  { isExcluded, also = [] }: MergeCandidatesOptions,
): MergeCandidates {
  const mayTake = (item: number): boolean => !isExcluded(item);
  const raws = parts.map((part) => part.score(history));
  const placeOf = new Map<number, number>();
  const add = (item: number): void => {
    if (!placeOf.has(item)) placeOf.set(item, placeOf.size);
  };
  also.filter(mayTake).forEach(add);
  for (const raw of raws) bestOf(raw, mayTake).forEach(add);
  return { items: Int32Array.from(placeOf.keys()), scores: raws.map((raw) => normaliseScores(raw)(placeOf)) };
}

function bestOf(raw: SparseScores | Float32Array, mayTake: (item: number) => boolean): Int32Array {
  return raw instanceof Float32Array
    ? topItems(raw, null, TOP_OF_EACH_PART, mayTake)
    : topItems(raw.scores, raw.items, TOP_OF_EACH_PART, mayTake);
}
