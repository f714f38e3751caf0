import type { DatabaseSync } from 'node:sqlite';
import type { ErrorCode } from '../../../schema/errors.ts';

export interface DatabaseOptions {
  /** Path of the file, or `:memory:`. Its folder is made. */
  readonly path: string;
  /** SQL that brings the schema from version i to i + 1. Entries are only ever added. */
  readonly migrations: readonly string[];
  /** What a driver error without a code of its own becomes. */
  readonly unavailable: ErrorCode;
  /** How long a write waits for another process's, milliseconds. */
  readonly busyTimeoutMs?: number;
}

/** A database whose errors are ours. Synchronous: each call blocks for as long as SQLite works. */
export interface Database extends Disposable {
  readonly raw: DatabaseSync;
  /** Runs one statement, or several that need not agree, with driver errors translated. */
  read<T>(work: () => T): T;
  /** Runs `work` on one state of the database, whatever other processes commit meanwhile. Not to be nested. */
  snapshot<T>(work: () => T): T;
  /** Runs `work` in one transaction: all of it, durable when it returns, or nothing. Not to be nested. */
  write<T>(work: () => T): T;
}
