import { Timestamp } from 'mongodb';
import { type ChangeVersion, changeVersion } from '../../schema/ids.ts';

/** A cluster time as a version: the seconds in the upper 32 bits, the count within the second in the lower. */
export function versionOf({ t, i }: Timestamp): ChangeVersion {
  return changeVersion((BigInt(t) << 32n) | BigInt(i));
}

export function timestampOf(version: ChangeVersion): Timestamp {
  return new Timestamp(version);
}
