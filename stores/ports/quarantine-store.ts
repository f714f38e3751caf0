import type { ChangeVersion } from '../../schema/ids.ts';
import type { JsonValue, SourceOrigin } from './catalog-store.ts';

/** What cleaning found wrong with a record. */
export interface DataIssue {
  /** Stable, such as `TITLE_MISSING`; docs/cleaning.md lists them. */
  readonly code: string;
  /** Field of the cleaned product, or null where the whole record is at fault. */
  readonly field: string | null;
  /** What was expected and what was got. */
  readonly message: string;
}

export interface QuarantinedRecord {
  /** Product id; `import:<file>:<line>` where the record has none of its own. */
  readonly id: string;
  /** Version of the refused change; 0 for a row that never became one. */
  readonly version: ChangeVersion;
  /** At least one. */
  readonly issues: readonly DataIssue[];
  /** When the record as it is was first refused: Unix epoch, milliseconds. */
  readonly atMs: number;
  /** The record as received; a string where it could not even be parsed. */
  readonly source: JsonValue;
  readonly origin: SourceOrigin | null;
}

export interface QuarantinePage {
  /** Newest first (by `atMs`, ties by id descending). */
  readonly records: readonly QuarantinedRecord[];
  /** Aligned to `records`: the cursor that goes on after each. */
  readonly cursors: readonly string[];
  /** Cursor for the next page; null on the last. */
  readonly next: string | null;
  readonly total: number;
}

/**
 * Records that cleaning refused, one entry an id, so that nothing accepted is lost unnoticed.
 * Errors and durability as in `CatalogStore`. `page` rejects with `CURSOR_INVALID` for a cursor it did not issue.
 */
export interface QuarantineStore {
  /** Inserts or replaces by id; an entry older than the stored version is ignored. */
  putQuarantined(records: readonly QuarantinedRecord[], signal?: AbortSignal): Promise<void>;

  /** Absent ids are ignored. */
  removeQuarantined(ids: readonly string[], signal?: AbortSignal): Promise<void>;

  quarantinedByIds(ids: readonly string[], signal?: AbortSignal): Promise<readonly QuarantinedRecord[]>;

  quarantinePage(first: number, after: string | null, signal?: AbortSignal): Promise<QuarantinePage>;

  countQuarantined(signal?: AbortSignal): Promise<number>;

  /** Issues by code, most frequent first, ties by code; a record with two codes counts in both. */
  countByReason(signal?: AbortSignal): Promise<readonly { readonly code: string; readonly count: number }[]>;
}
