import type { SequenceStep, StepType } from '../score-part.ts';
import { transposed, visitRow, type SparseMatrix } from '../content/sparse-matrix.ts';
import { linearSteps } from './linear-steps.ts';
import { solvePositiveDefinite } from './solve-positive-definite.ts';

export interface SlistSettings {
  /** Ridge: larger trusts counts less. */
  readonly lambda: number;
  /** Steps read before a place and after it, and what each counts beside the one nearer to it. */
  readonly pastSteps: number;
  readonly pastDecay: number;
  readonly futureSteps: number;
  readonly futureDecay: number;
  /** What a step of a history counts beside the one after it when items are scored: may fade slower than in fitting. */
  readonly scoringDecay: number;
  /** How much being alike in content counts, in steps of behaviour. */
  readonly contentWeight: number;
  /** Steps of each type: 0 is passed over. */
  readonly counts: Readonly<Record<StepType, number>>;
}

/** Measured in docs/sequences.md. */
export const SLIST_SETTINGS: SlistSettings = {
  lambda: 40,
  pastSteps: 20,
  pastDecay: 0.5,
  futureSteps: 5,
  futureDecay: 0.4,
  scoringDecay: 0.7,
  contentWeight: 3,
  counts: { CLICK: 1, VIEW: 1, ADD_TO_CART: 1, REMOVE_FROM_CART: 0, PURCHASE: 1, HIDE: 0 },
};

export interface SlistInput {
  readonly items: number;
  /** Oldest first. */
  readonly histories: readonly (readonly SequenceStep[])[];
  /** A row an item; its rows' inner products say how alike two items are. Null: behaviour alone. */
  readonly content: SparseMatrix | null;
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * The sequential linear item model of Choi et al. 2021 (SLIST), with content: B = (S'S + lambda I)^-1 S'T, where S holds decayed
 * pasts, T decayed futures, a row for each place of each history; the likeness of the items' content, without its diagonal,
 * is added to S'S and to S'T as if shoppers had gone from each item to those like it. Takes 8 n² bytes and 14/3 n³ operations.
 *
 * @returns B, float32 `[items, items]`: row i says how much item i in the past speaks for each item.
 */
export function fitSlist({ items, histories, content, onProgress, signal }: SlistInput, settings: SlistSettings): Float32Array {
  const pastAndPast = new Float32Array(items * items);
  const pastAndFuture = new Float32Array(items * items);
  for (const history of histories) {
    for (const { past, future } of linearSteps(history, settings)) {
      past.forEach((item, age) => {
        const weight = settings.pastDecay ** age;
        const row = item * items;
        past.forEach((other, otherAge) => (pastAndPast[row + other] = pastAndPast[row + other]! + weight * settings.pastDecay ** otherAge));
        future.forEach((next, ahead) => (pastAndFuture[row + next] = pastAndFuture[row + next]! + weight * settings.futureDecay ** ahead));
      });
    }
  }
  if (content !== null) addLikeness([pastAndPast, pastAndFuture], content, settings.contentWeight);
  for (let item = 0; item < items; item += 1) pastAndPast[item * items + item] = pastAndPast[item * items + item]! + settings.lambda;
  solvePositiveDefinite(pastAndPast, pastAndFuture, items, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
  return pastAndFuture;
}

function addLikeness(matrices: readonly Float32Array[], content: SparseMatrix, weight: number): void {
  const itemsWith = transposed(content);
  for (let item = 0; item < content.rows; item += 1) {
    const row = item * content.rows;
    visitRow(content, item, (term, own) =>
      visitRow(itemsWith, term, (other, value) => {
        if (other === item) return;
        for (const matrix of matrices) matrix[row + other] = matrix[row + other]! + weight * own * value;
      }),
    );
  }
}
