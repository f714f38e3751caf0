import { createSeededRandom, leaveOneOut, assertNoLeak, sideBySide, tfIdf, titleTerms, type HeldOutCase, type HeldOutSplit, type SequenceStep, type SparseMatrix } from '../../../ranker/index.ts';
import type { ProductId } from '../../../schema/ids.ts';
import { beautyItems, beautyUsers } from '../../support/amazon-beauty.ts';

/** Length of the content vectors that encoders are given. */
export const CONTENT_DIMENSION = 256;

export interface BeautyTask {
  readonly itemIds: readonly ProductId[];
  readonly split: HeldOutSplit;
  /** Validation cases that models are chosen by: the same seeded part of all for each. */
  readonly chosenBy: readonly HeldOutCase[];
  /** Fewer, by which encoders are stopped after each epoch. */
  readonly stoppedBy: readonly HeldOutCase[];
  readonly titles: SparseMatrix;
  readonly attributes: SparseMatrix;
  /** Titles, and attributes at half their weight. */
  readonly content: SparseMatrix;
}

const CHOSEN_BY = 6000;
const STOPPED_BY = 3000;

/**
 * Amazon Beauty by leave-one-out (../shared/data/README.md). The file numbers items by first appearance, so that close numbers
 * are related items: here they are numbered by chance. Content needs no behaviour, so it may be fitted on all items.
 */
export function readBeautyTask(): BeautyTask {
  const items = beautyItems();
  const numbers = createSeededRandom(7).shuffle(Int32Array.from(items.keys()));
  const numberOf = new Map(items.map(({ id }, place) => [id, numbers[place]!]));
  const byNumber = Array.from(items).toSorted((a, b) => numberOf.get(a.id)! - numberOf.get(b.id)!);
  const histories = beautyUsers().map(({ train, validation, test }) =>
    [...train, validation, test].map((id): SequenceStep => ({ item: numberOf.get(id)!, type: 'PURCHASE', atMs: null })),
  );
  const split = leaveOneOut(histories);
  assertNoLeak(split, histories);
  const chosen = createSeededRandom(3).shuffle(Int32Array.from(split.validation.keys())).subarray(0, CHOSEN_BY);
  const chosenBy = Array.from(chosen, (place) => split.validation[place]!);
  const titles = tfIdf(byNumber.map(({ title }) => titleTerms(title)));
  const attributes = tfIdf(byNumber.map(({ brand, categoryPath }) => [...(brand === null ? [] : [brand]), ...categoryPath]));
  return {
    itemIds: byNumber.map(({ id }) => id),
    split,
    chosenBy,
    stoppedBy: chosenBy.slice(0, STOPPED_BY),
    titles,
    attributes,
    content: sideBySide([{ matrix: titles, weight: 1 }, { matrix: attributes, weight: Math.SQRT1_2 }]),
  };
}
