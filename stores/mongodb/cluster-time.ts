import type { ClientSession, Timestamp } from 'mongodb';
import { AppError } from '../../schema/errors.ts';

/**
 * The cluster's logical time as of the session's last answer: later than every write that the session's transaction can see,
 * and earlier than its own commit.
 */
export function clusterTime(session: ClientSession): Timestamp {
  const time = session.clusterTime?.clusterTime;
  if (time === undefined) throw new AppError('INVARIANT_BROKEN', 'Expected a replica set or sharded cluster that tells its time, got an answer without it.');
  return time;
}
