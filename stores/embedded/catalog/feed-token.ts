import { AppError } from '../../../schema/errors.ts';
import type { FeedToken } from '../../ports/change-feed.ts';

/** The token of a reader that has read up to a position. */
export function encodeFeedToken(position: bigint): FeedToken {
  return String(position) as FeedToken;
}

/**
 * The position that a token stands for; 0 for null.
 * @throws AppError `INVARIANT_BROKEN` for anything that `encodeFeedToken` does not make.
 */
export function decodeFeedToken(token: FeedToken | null): bigint {
  if (token === null) return 0n;
  if (!/^(?:0|[1-9]\d{0,18})$/.test(token)) {
    throw new AppError('INVARIANT_BROKEN', `Expected a feed token, a decimal position, got ${JSON.stringify(token)}.`);
  }
  return BigInt(token);
}
