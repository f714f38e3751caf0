import { MongoError, MongoServerError } from 'mongodb';
import { AppError, type ErrorCode } from '../../schema/errors.ts';

/** Server error codes that have a code of ours; mongodb.com's error_codes.yml. */
const SERVER_CODES: Readonly<Record<number, ErrorCode>> = {
  14_031: 'STORE_FULL', // OutOfDiskSpace
};

/** An error of the driver in our words, with its cause; anything else unchanged. The message holds no address: clients may see it. */
export function translateError(error: unknown, unavailable: ErrorCode): unknown {
  if (!(error instanceof MongoError)) return error;
  const code = error instanceof MongoServerError && typeof error.code === 'number' ? error.code : null;
  const said = code === null ? error.name : `${error.name} ${code}`;
  return new AppError(SERVER_CODES[code ?? 0] ?? unavailable, `MongoDB: ${said}.`, { cause: error, details: code === null ? {} : { mongodb: code } });
}
