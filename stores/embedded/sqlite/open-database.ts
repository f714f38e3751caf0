import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database, DatabaseOptions } from './database.ts';
import { migrate } from './migrate.ts';
import { translateError } from './translate-error.ts';

export const BUSY_TIMEOUT_MS = 5_000;

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
      throw translateError(error, { path, unavailable });
    }
  };
  const raw = guard(() => {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return new DatabaseSync(path, { timeout: busyTimeoutMs });
  });
  const transaction = <T>(begin: string, work: () => T): T =>
    guard(() => {
      raw.exec(begin);
      try {
        const result = work();
        raw.exec('COMMIT');
        return result;
      } catch (error) {
        if (raw.isTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    });
  const database: Database = {
    raw,
    read: guard,
    snapshot: (work) => transaction('BEGIN', work),
    write: (work) => transaction('BEGIN IMMEDIATE', work),
    [Symbol.dispose]: () => void (raw.isOpen && raw.close()),
  };
  try {
    guard(() => raw.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;'));
    migrate(database, { path, migrations });
    return database;
  } catch (error) {
    database[Symbol.dispose]();
    throw error;
  }
}
