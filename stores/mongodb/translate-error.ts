import { MongoError, MongoServerError } from 'mongodb';
import { AppError, type ErrorCode } from '../../schema/errors.ts';
import { isConnectionBroken } from './is-connection-broken.ts';

/** Server error codes that have a code of ours; mongodb.com's error_codes.yml. */
const SERVER_CODES: Readonly<Record<number, ErrorCode>> = {
  14_031: 'STORE_FULL', // OutOfDiskSpace
};

/**
 * An error of the driver in our words; anything else unchanged. The message holds no address: clients may see it. What a server
 * says is not passed on as the cause, only its code and the code's name: a server quotes keys and documents, which is to say
 * shoppers, and causes are logged.
 */
export function translateError(error: unknown, unavailable: ErrorCode): unknown {
  if (isConnectionBroken(error)) return new AppError(unavailable, `MongoDB: the connection broke (${error.code ?? 'unknown'}).`, { details: { code: error.code ?? 'unknown' } });
  if (!(error instanceof MongoError)) return error;
  if (!(error instanceof MongoServerError) || typeof error.code !== 'number') return new AppError(unavailable, `MongoDB: ${error.name}.`, { cause: error });
  const { name, code, codeName = 'unknown' } = error;
  return new AppError(SERVER_CODES[code] ?? unavailable, `MongoDB: ${name} ${code} (${codeName}).`, { details: { mongodb: code } });
}
