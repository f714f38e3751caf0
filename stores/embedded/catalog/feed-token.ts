import { AppError } from '../../../schema/errors.ts';
import type { FeedToken } from '../../ports/change-feed.ts';

/** The token of a reader that has read up to a position. */
export function encodeFeedToken(position: bigint): FeedToken {
  return String(position) as FeedToken;
}

/**
 * The position that a token stands for; 0 for null.
 * @throws AppError `INVARIANT_BROKEN` for anything that `encodeFeedToken` does not make; `CHANGE_HISTORY_LOST` for a resume token,
 *   which an index has that was filled from MongoDB before.
 */
export function decodeFeedToken(token: FeedToken | null): bigint {
  if (token === null) return 0n;
  if (/^82[0-9A-F]{16}/.test(token)) throw new AppError('CHANGE_HISTORY_LOST', 'The place in the feed is of a catalog in MongoDB; this one is embedded.');
  if (!/^(?:0|[1-9]\d{0,18})$/.test(token)) {
    throw new AppError('INVARIANT_BROKEN', `Expected a feed token, a decimal position, got ${JSON.stringify(token)}.`);
  }
  return BigInt(token);
}
