import type { EventStore } from '../../../stores/ports/event-store.ts';
import type { BadRow, ImportProgress, LeftOut, MissingColumn, RowFault } from '../import-types.ts';

/** Why a row could not become an event. */
export type EventRowFault =
  | Exclude<RowFault, 'DUPLICATE_ID'>
  | 'ID_TOO_LONG'
  | 'PRICE_INVALID'
  | 'PRODUCT_MISSING'
  | 'PRODUCT_TOO_LONG'
  | 'QUANTITY_INVALID'
  | 'SHOPPER_MISSING'
  | 'SHOPPER_TOO_LONG'
  | 'TIME_INVALID'
  | 'TIME_IN_FUTURE'
  | 'TYPE_UNKNOWN';

export interface EventsImportOptions {
  /** Path of a CSV, JSON Lines or Parquet file, plain or gzip. */
  readonly file: string;
  /** Path of the JSON file that says what the columns mean. */
  readonly mappingFile: string;
  readonly events: Pick<EventStore, 'recordHistory'>;
  /** Called at most once a second, and once at the end. */
  readonly progress?: (progress: ImportProgress) => void;
  /** Called for each bad row, in the order of the file, as it is met. */
  readonly badRow?: (row: BadRow<EventRowFault>) => void;
  /** Aborting stops between two batches; what was recorded stays, and the import can be run again. */
  readonly signal?: AbortSignal;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** Of the rows read each was recorded, known already, left out as the mapping says, or bad. */
export interface EventsSummary extends LeftOut<EventRowFault> {
  /** File name without its folder. */
  readonly file: string;
  readonly mapping: string;
  /** Rows read, without header and blank lines. */
  readonly rows: number;
  readonly recorded: number;
  /** Of an earlier import, or of another row of the same content. */
  readonly duplicates: number;
  /** In the order of the mapping. */
  readonly missingColumns: readonly MissingColumn[];
  readonly seconds: number;
}
