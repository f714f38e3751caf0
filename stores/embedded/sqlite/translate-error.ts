import { AppError, type ErrorCode } from '../../../schema/errors.ts';

/** Primary result codes (low byte of the extended code) that have a code of ours; sqlite.org/rescode.html. */
const SQLITE_CODES: Readonly<Record<number, ErrorCode>> = {
  5: 'STORE_LOCKED', // SQLITE_BUSY
  6: 'STORE_LOCKED', // SQLITE_LOCKED
  13: 'STORE_FULL', // SQLITE_FULL
};

/** System errors of making the folder that have a code of ours. */
const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'STORE_FULL', EDQUOT: 'STORE_FULL' };

interface TranslateOptions {
  /** Path of the database, for the operator who reads the message. */
  readonly path: string;
  /** What an error without a code of its own becomes. */
  readonly unavailable: ErrorCode;
}

/** An error of the driver or the file system in our words, with its cause; anything else unchanged. */
export function translateError(error: unknown, { path, unavailable }: TranslateOptions): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const { code, errcode, errstr, errno } = error as DriverError;
  if (code === 'ERR_SQLITE_ERROR' && errcode !== undefined) {
    const translated = SQLITE_CODES[errcode & 0xff] ?? unavailable;
    return new AppError(translated, `${path}: SQLite said ${errcode}, ${errstr}.`, { cause: error, details: { sqlite: errcode } });
  }
  // The driver's answer where the database was closed meanwhile.
  if (code === 'ERR_INVALID_STATE') return new AppError(unavailable, `${path}: ${error.message}.`, { cause: error });
  if (errno !== undefined) return new AppError(SYSTEM_CODES[code ?? ''] ?? unavailable, `${path}: ${error.message}.`, { cause: error });
  return error;
}

type DriverError = Error & { readonly code?: string; readonly errcode?: number; readonly errstr?: string; readonly errno?: number };
