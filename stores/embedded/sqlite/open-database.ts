import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError, type ErrorCode } from '../../../schema/errors.ts';
import { translateError } from './translate-error.ts';

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
  /** Runs `work` with driver errors translated. */
  read<T>(work: () => T): T;
  /** Runs `work` in one transaction: all of it, durable when it returns, or nothing. Not to be nested. */
  write<T>(work: () => T): T;
}

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a file in WAL mode, so that readers and a writer do not wait for one another.
 *
 * `synchronous = FULL`: with NORMAL, WAL would survive a killed process but may lose the last commits in a power cut,
 * and an acknowledged write is lost in neither (sqlite.org/pragma.html#pragma_synchronous).
 * @throws AppError `CONFIGURATION_INVALID` where a newer release wrote the file.
 */
export function openDatabase({ path, migrations, unavailable, busyTimeoutMs = BUSY_TIMEOUT_MS }: DatabaseOptions): Database {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw translateError(error, unavailable);
    }
  };
  const raw = guard(() => {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    return database;
  });
  const write = <T>(work: () => T): T =>
    guard(() => {
      raw.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        raw.exec('COMMIT');
        return result;
      } catch (error) {
        if (raw.isTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    });
  migrate(raw, { path, migrations, write, guard });
  return { raw, read: guard, write, [Symbol.dispose]: () => void (raw.isOpen && raw.close()) };
}

interface MigrateOptions extends Pick<DatabaseOptions, 'path' | 'migrations'> {
  readonly write: (work: () => void) => void;
  readonly guard: <T>(work: () => T) => T;
}

function migrate(raw: DatabaseSync, { path, migrations, write, guard }: MigrateOptions): void {
  const versionOf = (): number => Number(guard(() => raw.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0));
  const newer = (): void => {
    throw new AppError(
      'CONFIGURATION_INVALID',
      `${path} has schema version ${versionOf()}; this release knows up to ${migrations.length}. A newer release wrote it: use that one, or another folder.`,
    );
  };
  if (versionOf() > migrations.length) newer();
  if (versionOf() === migrations.length) return;
  write(() => {
    // Read again inside the transaction: another process may have migrated meanwhile.
    for (const sql of migrations.slice(versionOf())) raw.exec(sql);
    raw.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}
