import type { ProductId } from '../../schema/ids.ts';

/** Why a product is in a list. Codes are stable: clients may choose pictures by them. */
export const REASON_CODES = [
  'VIEWED_TOGETHER', 'VIEWED_NEXT', 'BOUGHT_TOGETHER', 'COMPANION', 'BUY_AGAIN', 'SIMILAR_CONTENT', 'TASTE', 'AUDIENCE', 'POPULAR_IN_CATEGORY', 'POPULAR', 'TRENDING',
  'TOP_RATED', 'RECENTLY_VIEWED', 'FEATURED',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export interface ListReason {
  readonly code: ReasonCode;
  /** The products that led to it, the strongest first; at most three. */
  readonly because: readonly ProductId[];
  /** Name of the category or department that it speaks of; null where it speaks of none. */
  readonly subject: string | null;
}

/** A product that a strategy proposes. */
export interface ListCandidate {
  readonly id: ProductId;
  /** Above 0; comparable within one list. */
  readonly score: number;
  readonly reason: ListReason;
}
