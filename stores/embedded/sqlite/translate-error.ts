import { AppError, type ErrorCode } from '../../../schema/errors.ts';

/** Primary result codes (low byte of the extended code) that have a code of ours; sqlite.org/rescode.html. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  5: 'STORE_LOCKED', // SQLITE_BUSY
  6: 'STORE_LOCKED', // SQLITE_LOCKED
  13: 'STORE_FULL', // SQLITE_FULL
};

/** Disk full also shows as an I/O error where it strikes the log instead of the database. */
const IO_ERROR = 10;

/** A driver error in our words, with its cause; anything else unchanged. */
export function translateError(error: unknown, fallback: ErrorCode): unknown {
  if (!isSqliteError(error)) return error;
  const primary = error.errcode & 0xff;
  const full = primary === IO_ERROR && /full|space/i.test(error.errstr);
  const code = full ? 'STORE_FULL' : (CODES[primary] ?? fallback);
  return new AppError(code, `SQLite said ${error.errcode}: ${error.errstr}.`, { cause: error, details: { sqlite: error.errcode } });
}

function isSqliteError(error: unknown): error is Error & { errcode: number; errstr: string } {
  return error instanceof Error && (error as { code?: unknown }).code === 'ERR_SQLITE_ERROR';
}
