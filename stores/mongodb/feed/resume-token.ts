import { Binary } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';
import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';
import type { FeedToken } from '../../ports/change-feed.ts';

/** A place in a change stream, as the server writes it. */
export interface ResumeToken {
  /** A sortable key in hex; its first value is the cluster time, as `82` and 8 bytes. */
  readonly _data: string;
  /** What the key lacks of the types of numbers in a document's id. */
  readonly _typeBits?: Binary;
}

/** Texts of tokens sort as the places that they stand for. */
export function toFeedToken({ _data, _typeBits }: ResumeToken): FeedToken {
  return (_typeBits === undefined ? _data : `${_data}.${_typeBits.toString('hex')}`) as FeedToken;
}

/**
 * @throws AppError `INVARIANT_BROKEN` for what is no token of a feed; `CHANGE_HISTORY_LOST` for one of the embedded catalog's,
 *   which an index has that was filled from there before.
 */
export function toResumeToken(token: FeedToken): ResumeToken {
  if (/^\d+$/.test(token) && !TOKEN.test(token)) {
    throw new AppError('CHANGE_HISTORY_LOST', 'The place in the feed is of an embedded catalog; this one is in MongoDB.');
  }
  const [, data, typeBits] = TOKEN.exec(token) ?? [];
  if (data === undefined) throw new AppError('INVARIANT_BROKEN', `Expected a feed token, a resume token's hex, got ${JSON.stringify(token)}.`);
  return typeBits === undefined ? { _data: data } : { _data: data, _typeBits: new Binary(Buffer.from(typeBits, 'hex')) };
}

const TOKEN = /^(82[0-9A-F]{16}[0-9A-F]+)(?:\.([0-9a-f]+))?$/;

/**
 * Cluster time up to which everything stands before the place: that of the change after which it is; where it is after none,
 * the moment before the one that it names.
 */
export function versionAt(token: FeedToken): ChangeVersion {
  const named = BigInt(`0x${token.slice(2, 18)}`);
  return changeVersion(token.slice(22, 24) === HIGH_WATER_MARK ? named - 1n : named);
}

/** The key's third value, after the token's version; an event has 128 here. In a key string 0 is one byte. */
const HIGH_WATER_MARK = '29';

/** Seconds by the servers' clocks from one place to a later one. */
export function secondsBetween(earlier: FeedToken, later: FeedToken): number {
  return Number((versionAt(later) >> 32n) - (versionAt(earlier) >> 32n));
}
