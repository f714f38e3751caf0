import { AppError, type ErrorCode } from '../../schema/errors.ts';

/**
 * An error of the driver in our words, with its cause; errors of ours unchanged. The message holds the first word of what the
 * server said, such as `OOM` or `LOADING`, and never an address or a key: clients may see it.
 */
export function translateError(error: unknown, unavailable: ErrorCode): AppError {
  if (error instanceof AppError) return error;
  const said = reasonOf(error);
  return new AppError(unavailable, `Redis: ${said}.`, { cause: error, details: { redis: said } });
}

/** In a word: what the server replied, else that it did not. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name !== 'ReplyError') return 'no answer';
  return /^[A-Z]+/.exec(error.message)?.[0] ?? 'refused';
}
