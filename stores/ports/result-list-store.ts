import type { ListId, ProductId, ShopperId } from '../../schema/ids.ts';

/** How long a result list is kept after it was served, milliseconds. */
export const RESULT_LIST_TTL_MS = 10 * 60 * 1_000;

export interface ResultList {
  readonly id: ListId;
  /** Who asked for it; null where that is not known. */
  readonly shopper: ShopperId | null;
  /** Digest of what the list answers; a cursor of another query does not fit. */
  readonly fingerprint: string;
  /** Ordered, at most 10,000, no repeats. */
  readonly ids: readonly ProductId[];
  /** All matches, also beyond `ids`. */
  readonly total: number;
  /** What else later pages must say again, as JSON. */
  readonly meta: string;
}

export interface ResultListSlice {
  readonly fingerprint: string;
  readonly ids: readonly ProductId[];
  /** Length of the whole list. */
  readonly length: number;
  readonly total: number;
  readonly meta: string;
}

/**
 * Served lists, kept for a while so that pages never repeat or skip a product. A cache: losing a list costs a rebuild,
 * never an answer. Rejects with `SEARCH_INDEX_UNAVAILABLE` never; an unreachable store behaves as if empty.
 */
export interface ResultListStore {
  /** Kept for `RESULT_LIST_TTL_MS` from now; memory is bounded, the least recently used go first. */
  keep(list: ResultList, signal?: AbortSignal): Promise<void>;

  /** `count` ids from `offset` (0-based); null where the list is unknown or expired. Does not prolong its life. */
  slice(id: ListId, offset: number, count: number, signal?: AbortSignal): Promise<ResultListSlice | null>;

  /** Drops all that the shopper asked for. Rejects with `CACHE_UNAVAILABLE` where the store cannot be reached. */
  forget(shopper: ShopperId, signal?: AbortSignal): Promise<void>;
}
