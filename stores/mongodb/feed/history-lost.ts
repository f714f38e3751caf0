import { MongoServerError } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';

/** Server error codes after which a stream cannot go on from its place; mongodb.com's error_codes.yml. */
const LOST: ReadonlySet<unknown> = new Set([
  260, // InvalidResumeToken
  280, // ChangeStreamFatalError
  286, // ChangeStreamHistoryLost
]);

/** Whether an error means that the changes after a place are no longer known, so that asking again is of no use. */
export function isHistoryLost(error: unknown): boolean {
  return error instanceof AppError ? error.code === 'CHANGE_HISTORY_LOST' : error instanceof MongoServerError && LOST.has(error.code);
}

export function historyLost(message: string, cause?: unknown): AppError {
  return new AppError('CHANGE_HISTORY_LOST', message, cause === undefined ? {} : { cause });
}
