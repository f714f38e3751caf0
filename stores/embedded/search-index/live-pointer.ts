import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../schema/errors.ts';
import { translateError } from '../sqlite/translate-error.ts';

/** Which generation the alias stands for. */
export interface LivePointer {
  readonly generation: string;
  /** When it was swapped in, Unix epoch milliseconds; null for the first. */
  readonly rebuiltAtMs: number | null;
}

const FILE = 'index.json';

/** Null where none was written yet. @throws AppError `SEARCH_INDEX_CORRUPT` where the file is not what `writePointer` wrote. */
export function readPointer(folder: string): LivePointer | null {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { generation, rebuiltAtMs } = JSON.parse(text) as Partial<LivePointer>;
    if (typeof generation === 'string' && (rebuiltAtMs === null || typeof rebuiltAtMs === 'number')) return { generation, rebuiltAtMs };
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new AppError('SEARCH_INDEX_CORRUPT', `${join(folder, FILE)} does not name a generation; delete it and run "aisle index rebuild".`);
}

/**
 * Atomic: a crash leaves the old pointer or the new one, whole.
 * @throws AppError `STORE_FULL`, `SEARCH_INDEX_UNAVAILABLE`; the old pointer stands.
 */
export function writePointer(folder: string, pointer: LivePointer): void {
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.new`, `${JSON.stringify(pointer)}\n`, { flush: true });
    renameSync(`${path}.new`, path);
    // The rename itself lives in the folder.
    const directory = openSync(folder, 'r');
    fsyncSync(directory);
    closeSync(directory);
  } catch (error) {
    throw translateError(error, { path, unavailable: 'SEARCH_INDEX_UNAVAILABLE' });
  }
}
