import { Timestamp } from 'mongodb';
import { type ChangeVersion, changeVersion } from '../../schema/ids.ts';

/** Bits for the order of the changes of one transaction, which share its cluster time. */
const ORDER_BITS = 12n;

/** Changes of a transaction beyond this one share its version; Aisle's own have no more than a quarter of that. */
export const ORDER_MAX = 2 ** Number(ORDER_BITS) - 1;

/**
 * A cluster time, and the order within one transaction, as a version: 31 bits of seconds (up to 2038), 20 of the count within the
 * second (a million writes), 12 of the order.
 */
export function versionOf({ t, i }: Pick<Timestamp, 't' | 'i'>, order = 0): ChangeVersion {
  return changeVersion((BigInt(t) << 32n) | (BigInt(i) << ORDER_BITS) | BigInt(order));
}

/** The cluster time of a version. */
export function timestampOf(version: ChangeVersion): Timestamp {
  return new Timestamp({ t: Number(version >> 32n), i: Number((version & 0xffff_ffffn) >> ORDER_BITS) });
}

/** What was received of a version, in whole seconds since the Unix epoch, by the servers' clocks. */
export function secondsOf(version: ChangeVersion): number {
  return Number(version >> 32n);
}
