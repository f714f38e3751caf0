import type { Collection, Document, Filter } from 'mongodb';
import { SERVED_LIST_TTL_MS } from '../../ports/served-list-log.ts';
import type { MongoConnection } from '../connect.ts';
import type { Recount } from './create-recount.ts';
import type { UsersCollections } from './users-collections.ts';

export interface ExpireOptions {
  readonly collections: UsersCollections;
  readonly recount: Recount;
  /** Documents that one transaction takes at most. */
  readonly stepMax: number;
  /** Events recorded before `now - keepMs` go. */
  readonly keepMs: number;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/**
 * Drops what has been kept long enough, and counts those anew whose sequences rest on it. The server's time to live drops the same events by
 * itself, but knows nothing of sequences: until the next call of this, a sequence may rest on an event that is gone.
 */
export function createExpiry(connection: MongoConnection, { collections, recount, stepMax, keepMs, now }: ExpireOptions): (signal?: AbortSignal) => Promise<void> {
  const { events, shoppers, servedLists } = collections;

  /** Drops what a shopper's sequence rests on; several rounds for a long history. */
  const age = (shopper: string, before: Date): Promise<void> =>
    connection.transaction(async (session) => {
      const found = await events.find({ shopper, recordedAt: { $lt: before } }, { session, projection: { _id: 1 }, limit: stepMax }).toArray();
      if (found.length > 0) await events.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session });
      await recount(shopper, session);
    });

  /** Deletes in steps, so that none takes longer than an answer may. */
  const drop = async <T extends Document>(collection: Collection<T>, filter: Filter<T>, signal?: AbortSignal): Promise<void> => {
    for (;;) {
      const found = await connection.run(() => collection.find(filter, { projection: { _id: 1 }, limit: stepMax }).toArray(), signal);
      if (found.length === 0) return;
      await connection.run(() => collection.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } } as Filter<T>), signal);
    }
  };

  return async (signal) => {
    const before = new Date(now() - keepMs);
    for (;;) {
      const aged = await connection.run(() => shoppers.findOne({ oldestRecordedAt: { $lt: before } }, { projection: { _id: 1 } }), signal);
      if (aged === null) break;
      await age(aged._id, before);
    }
    // What is left rests under no sequence.
    await drop(events, { recordedAt: { $lt: before } }, signal);
    await drop(servedLists, { servedAt: { $lte: new Date(now() - SERVED_LIST_TTL_MS) } }, signal);
  };
}
