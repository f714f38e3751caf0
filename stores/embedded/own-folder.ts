import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../schema/errors.ts';
import { translateError } from './sqlite/translate-error.ts';

const SQLITE_BUSY = 5;

/**
 * Makes this process the only one that works on a folder, until disposed of or killed: the search index lives in the
 * owner's memory, so what another process wrote to its files would never be found.
 *
 * The lock is the operating system's on a file that SQLite holds, so a process that was killed leaves none behind.
 * @throws AppError `STORE_LOCKED` where another process owns the folder.
 */
export function ownFolder(folder: string): Disposable {
  const path = join(folder, 'owner.lock');
  try {
    mkdirSync(folder, { recursive: true });
    const lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return { [Symbol.dispose]: () => void (lock.isOpen && lock.close()) };
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new AppError('STORE_LOCKED', `${folder} belongs to another running process; stop that one, or name another folder with --data.`, { cause: error });
    }
    throw translateError(error, { path, unavailable: 'CATALOG_STORE_UNAVAILABLE' });
  }
}
