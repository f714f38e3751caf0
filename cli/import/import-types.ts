import type { ChangeVersion } from '../../schema/ids.ts';
import type { CatalogStore, JsonObject } from '../../stores/ports/catalog-store.ts';
import type { QuarantineStore } from '../../stores/ports/quarantine-store.ts';

export interface ImportOptions {
  /** Path of a CSV, JSON Lines or Parquet file, plain or gzip. */
  readonly file: string;
  /** Path of the JSON file that says what the columns mean. */
  readonly mappingFile: string;
  readonly catalog: Pick<CatalogStore, 'putSources' | 'putMapping'>;
  readonly quarantine: Pick<QuarantineStore, 'putQuarantined' | 'quarantinePage' | 'removeQuarantined'>;
  /** Called at most once a second, and once at the end. */
  readonly progress?: (progress: ImportProgress) => void;
  /** Called for each bad row, in the order of the file, as it is met. */
  readonly badRow?: (row: BadRow) => void;
  /** Aborting stops between two batches; what was stored stays, and the import can be run again. */
  readonly signal?: AbortSignal;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

export interface ImportProgress {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** Of the bytes of the file as it lies on disk, 0..1. */
  readonly share: number;
  /** At the mean rate so far; null while nothing can be said. */
  readonly secondsLeft: number | null;
}

/** A row of the file that was not stored, and why. */
export interface BadRow<Fault extends string = RowFault> {
  /** First line of the row, the first of the file being 1; for Parquet the number of the row. */
  readonly line: number;
  readonly code: Fault;
  readonly message: string;
}

/** Why a row could not become a record. */
export type RowFault =
  | 'COLUMN_COUNT'
  | 'CSV_QUOTES'
  | 'DUPLICATE_ID'
  | 'ID_MISSING'
  | 'INVALID_UTF8'
  | 'JSON_INVALID'
  | 'JSON_NOT_OBJECT'
  | 'LINE_TOO_LONG';

/** What of a file was not taken, and why. */
export interface LeftOut<Fault extends string = RowFault> {
  /** Rows that the mapping does not want, by its reasons: most frequent first, ties by reason. */
  readonly skipped: readonly { readonly why: string; readonly count: number }[];
  readonly badRows: number;
  /** Most frequent first, ties by code. */
  readonly byReason: readonly { readonly code: Fault; readonly count: number }[];
  /** The first `BAD_ROWS_SHOWN`, in the order of the file. */
  readonly firstBadRows: readonly BadRow<Fault>[];
}

/** A column that the mapping names and no record of the file has. */
export interface MissingColumn {
  readonly column: string;
  /** The most similar column that there is; null where none is similar. */
  readonly nearest: string | null;
}

export interface ImportSummary extends LeftOut {
  /** File name without its folder, as in the origin of each record. */
  readonly file: string;
  readonly mapping: string;
  /** Rows read, without header and blank lines. */
  readonly rows: number;
  /** Records handed to the catalog. */
  readonly stored: number;
  /** In the order of the mapping. */
  readonly missingColumns: readonly MissingColumn[];
  /** What the indexer must have reached before all rows of this import are cleaned. */
  readonly version: ChangeVersion;
  readonly seconds: number;
}

export const BAD_ROWS_SHOWN = 20;

/** One row as a reader of a format gives it. */
export type ImportRow =
  | { readonly line: number; readonly record: JsonObject }
  | { readonly line: number; readonly code: RowFault; readonly message: string; readonly source: string };

/** Longest record in bytes; what is longer is a bad row. Also bounds how far an unclosed quote is followed. */
export const RECORD_BYTES_MAX = 1_048_576;

/** Characters kept of a row that could not be read. */
export const SOURCE_EXCERPT_MAX = 2_000;
