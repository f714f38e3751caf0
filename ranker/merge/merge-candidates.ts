import type { ScorePart, SequenceStep } from '../score-part.ts';
import { normaliseScores, type NormalisedScores } from './normalised-scores.ts';
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
  const normalised = parts.map((part) => normaliseScores(part.score(history)));
  const union = new Set<number>(also.filter(mayTake));
  for (const { raw } of normalised) for (const item of bestOf(raw, mayTake)) union.add(item);
  const items = Int32Array.from(union);
  const scoresOf = (scores: NormalisedScores): Float32Array => Float32Array.from(items, (item) => scores.of(item));
  return { items, scores: normalised.map(scoresOf) };
}

function bestOf(raw: NormalisedScores['raw'], mayTake: (item: number) => boolean): Int32Array {
  return raw instanceof Float32Array
    ? topItems(raw, null, TOP_OF_EACH_PART, mayTake)
    : topItems(raw.scores, raw.items, TOP_OF_EACH_PART, mayTake);
}
