import type { ChangeVersion, ProductId } from '../../schema/ids.ts';
import type { StoredSource } from './catalog-store.ts';

/** Opaque place in the feed: a row number or a resume token. Only the feed that issued it can read it. */
export type FeedToken = string & { readonly __brand: 'FeedToken' };

export type Change =
  | { readonly kind: 'put'; readonly id: ProductId; readonly version: ChangeVersion; readonly source: StoredSource }
  | { readonly kind: 'delete'; readonly id: ProductId; readonly version: ChangeVersion };

export interface FeedBatch {
  /** Ascending by version. A state already overwritten by a later change may be left out; the later change is there. */
  readonly changes: readonly Change[];
  /** Where to go on after this batch; equals `after` where nothing is new. */
  readonly token: FeedToken;
  /** Highest version that this batch, or the ones before it, brought up to date. */
  readonly version: ChangeVersion;
}

export interface FeedHead {
  readonly token: FeedToken;
  /** Of the last change before it. */
  readonly version: ChangeVersion;
  /**
   * What is scanned from now on stands for at least this version, and no change that follows the token is older. 0 where
   * each source says its own, exactly; else at least as late as that of any scan before, in any process.
   */
  readonly scanVersion: ChangeVersion;
}

/** Sources that follow one another by id: those after one, up to and with another; null: from the first, to the last. */
export interface SourceRange {
  readonly after: ProductId | null;
  readonly upTo: ProductId | null;
}

/** A store that has to read changes to count them stops here. */
export const PENDING_COUNTED_MAX = 10_000;

export interface PendingChanges {
  /** Exact up to `PENDING_COUNTED_MAX`; at least that beyond. */
  readonly count: number;
  /** When the oldest of them was received, Unix epoch milliseconds; null where there is none. */
  readonly oldestAtMs: number | null;
}

/**
 * The catalog's history, in order, from any kept place on.
 *
 * Delivers at least once: a reader that crashed goes on at its stored token and sees some changes again.
 * `read` and `pending` reject with `CHANGE_HISTORY_LOST` where `after` is older than what is kept.
 * Other errors as in `CatalogStore`.
 */
export interface ChangeFeed {
  /** The place after all that is committed now; where a backfill's following begins. */
  head(signal?: AbortSignal): Promise<FeedHead>;

  /** At most `limit` changes after the token (null: from the first ever), without waiting. */
  read(after: FeedToken | null, limit: number, signal?: AbortSignal): Promise<FeedBatch>;

  /** Resolves when there may be changes after the token, or after `timeoutMs`; never rejects on abort, resolves. */
  waitForChange(after: FeedToken | null, timeoutMs: number, signal?: AbortSignal): Promise<void>;

  /** What stands after the token. */
  pending(after: FeedToken | null, signal?: AbortSignal): Promise<PendingChanges>;

  /** Sources ascending by id, for backfill and verification; null starts at the beginning. Shorter than `limit`: the last. */
  scanSources(after: ProductId | null, limit: number, signal?: AbortSignal): Promise<readonly StoredSource[]>;

  /** The next `count` sources after an id, as a range; to the last where no more are left. Reads ids alone. */
  rangeAfter(after: ProductId | null, count: number, signal?: AbortSignal): Promise<SourceRange>;

  /** As `scanSources`, within a range. */
  scanRange(range: SourceRange, limit: number, signal?: AbortSignal): Promise<readonly StoredSource[]>;

  /** Enters the records again as changes, unchanged, with a new version, so that they are cleaned anew. Absent ids are ignored. */
  replay(ids: readonly ProductId[], signal?: AbortSignal): Promise<ChangeVersion>;
}
