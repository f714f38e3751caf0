import type { ListId, ModelVersion, ProductId, ShopperId } from '../../schema/ids.ts';

/** How long a served list is remembered. */
export const SERVED_LIST_TTL_MS = 90 * 24 * 60 * 60 * 1_000;

export interface ServedItem {
  readonly productId: ProductId;
  /** 1 for the first of the whole list. */
  readonly position: number;
  /** The model's input for it, in the order of the model's feature list, kept as float32; null where no model scored. */
  readonly features: readonly number[] | null;
}

/** One page that was shown: what exposure, attribution, training and reports know of it. */
export interface ServedList {
  readonly listId: ListId;
  /** `SEARCH`, or the strategy of a recommendation list. */
  readonly kind: string;
  /** As searched; null for a list without a query. */
  readonly query: string | null;
  /** Null where the shopper is unknown or has personalisation off. */
  readonly shopper: ShopperId | null;
  /** Of an experiment; null where there is none. */
  readonly arm: string | null;
  readonly modelVersion: ModelVersion | null;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
  /** All matches. */
  readonly total: number;
  readonly items: readonly ServedItem[];
}

/** A logged list and its place in the log. */
export interface LoggedList {
  /** Rising in the order appended; never reused. Opaque but for its order. */
  readonly place: bigint;
  readonly list: ServedList;
}

/**
 * The log of served lists; a page of a list is an entry of its own. Append-only but for merging and erasing, which are in
 * `ShopperRecords`, and for expiry `SERVED_LIST_TTL_MS` after `atMs`: what has expired may be gone.
 * Errors and durability as in `EventStore`.
 */
export interface ServedListLog {
  /** All of the call or nothing. */
  append(lists: readonly ServedList[], signal?: AbortSignal): Promise<void>;

  /** In the order appended, after the place (null: from the first), at most `limit`. */
  scanServed(after: bigint | null, limit: number, signal?: AbortSignal): Promise<readonly LoggedList[]>;

  /** Those of one shopper, likewise. */
  servedTo(shopper: ShopperId, after: bigint | null, limit: number, signal?: AbortSignal): Promise<readonly LoggedList[]>;
}
