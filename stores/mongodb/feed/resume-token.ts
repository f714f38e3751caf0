import { Binary } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';
import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';
import type { FeedToken } from '../../ports/change-feed.ts';
import { secondsOf, versionOf } from '../cluster-version.ts';

/** A place in a change stream, as the server writes it. */
export interface ResumeToken {
  /** A sortable key in hex: the cluster time, as `82` and 8 bytes, the token's version, what kind of place it is, and so on. */
  readonly _data: string;
  /** What the key lacks of the types of numbers in a document's id. */
  readonly _typeBits?: Binary;
}

/**
 * A feed token: the key, the order of the change within its transaction (absent where the place is after none), the type bits.
 * Later places have greater texts.
 */
const TOKEN = /^(82([0-9A-F]{8})([0-9A-F]{8})[0-9A-F]+)(?:-(\d{1,4}))?(?:\.([0-9a-f]+))?$/;

/** @param order - That of the change after which the place is; null for a place after none. */
export function toFeedToken({ _data, _typeBits }: ResumeToken, order: number | null): FeedToken {
  return `${_data}${order === null ? '' : `-${order}`}${_typeBits === undefined ? '' : `.${_typeBits.toString('hex')}`}` as FeedToken;
}

/**
 * @throws AppError `INVARIANT_BROKEN` for what is no token of a feed; `CHANGE_HISTORY_LOST` for one of the embedded catalog's,
 *   which an index has that was filled from there before.
 */
export function toResumeToken(token: FeedToken): ResumeToken {
  const [, data, , , , typeBits] = TOKEN.exec(token) ?? [];
  if (data !== undefined) return typeBits === undefined ? { _data: data } : { _data: data, _typeBits: new Binary(Buffer.from(typeBits, 'hex')) };
  if (/^\d+$/.test(token)) throw new AppError('CHANGE_HISTORY_LOST', 'The place in the feed is of an embedded catalog; this one is in MongoDB.');
  throw new AppError('INVARIANT_BROKEN', `Expected a feed token, the key of a resume token, got ${JSON.stringify(token)}.`);
}

/** Order of the change after which the place is; null where it is after none. */
export function orderAt(token: FeedToken): number | null {
  const order = TOKEN.exec(token)?.[4];
  return order === undefined ? null : Number(order);
}

/** Version up to which everything is before the place: that of the change after which it is; else of the moment before the one that it names. */
export function versionAt(token: FeedToken): ChangeVersion {
  const [, , seconds, count, order] = TOKEN.exec(token) ?? [];
  const named = versionOf({ t: Number(`0x${seconds}`), i: Number(`0x${count}`) }, Number(order ?? 0));
  return order === undefined ? changeVersion(named - 1n) : named;
}

/** Seconds by the servers' clocks from one place to a later one. */
export function secondsBetween(earlier: FeedToken, later: FeedToken): number {
  return secondsOf(versionAt(later)) - secondsOf(versionAt(earlier));
}
