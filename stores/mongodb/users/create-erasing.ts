import type { ClientSession } from 'mongodb';
import { type ShopperId, shopperId } from '../../../schema/ids.ts';
import type { EraseReport } from '../../ports/shopper-records.ts';
import { clusterTime } from '../cluster-time.ts';
import type { MongoConnection } from '../connect.ts';
import type { LongWorkOptions } from './create-merging.ts';
import type { ErasureDocument } from './users-collections.ts';

export interface Erasing {
  /** As `ShopperRecords.eraseShopper`. Takes up an erasure of the shopper that was cut short, and what came since. */
  erase(shopper: ShopperId, signal?: AbortSignal): Promise<EraseReport>;
  /** Finishes what a crash cut short. */
  finish(signal?: AbortSignal): Promise<void>;
}

interface Progress {
  readonly erasure: ErasureDocument;
  readonly done: boolean;
}

/**
 * Erasing is one transaction, unless the shopper has `stepMax` events or served lists. Then it is one for each so many: the first
 * decides it, and from it on nothing of the shopper is used any more, for their state is gone.
 */
export function createErasing(connection: MongoConnection, { collections, recount, stepMax }: LongWorkOptions): Erasing {
  const { shoppers, profiles, mergedVisitors, erasures } = collections;

  /** Deletes at most `stepMax`. @returns how many. */
  const drop = async (log: 'events' | 'servedLists', { shoppers: erased, erasedAt }: ErasureDocument, session: ClientSession): Promise<number> => {
    const entries = connection.database.collection(log);
    const found = await entries
      .find({ shopper: { $in: erased }, insertedAt: { $lte: erasedAt } }, { session, projection: { _id: 1 }, limit: stepMax })
      .toArray();
    if (found.length > 0) await entries.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session });
    return found.length;
  };

  const step = async (erasure: ErasureDocument, session: ClientSession): Promise<Progress> => {
    const dropped = { events: await drop('events', erasure, session), servedLists: await drop('servedLists', erasure, session) };
    const after = { ...erasure, events: erasure.events + dropped.events, servedLists: erasure.servedLists + dropped.servedLists };
    const done = dropped.events < stepMax && dropped.servedLists < stepMax;
    if (done) await erasures.deleteOne({ _id: erasure._id }, { session });
    else await erasures.replaceOne({ _id: erasure._id }, after, { session, upsert: true });
    return { erasure: after, done };
  };

  const begin = async (shopper: ShopperId, session: ClientSession): Promise<Progress> => {
    const left = await erasures.findOne({ _id: shopper }, { session });
    const visitors = await mergedVisitors.find({ user: shopper }, { session }).sort({ mergedAt: 1 }).toArray();
    const all = [...new Set([shopper, ...(left?.shoppers ?? []), ...visitors.map(({ _id }) => _id)])];
    await shoppers.deleteMany({ _id: { $in: all } }, { session });
    await profiles.deleteMany({ _id: { $in: all } }, { session });
    await mergedVisitors.deleteMany({ $or: [{ _id: shopper }, { user: shopper }] }, { session });
    return step({ _id: shopper, shoppers: all, erasedAt: clusterTime(session), events: left?.events ?? 0, servedLists: left?.servedLists ?? 0 }, session);
  };

  /** Null where another process has done it. */
  const goOn = async (shopper: string, session: ClientSession): Promise<Progress | null> => {
    const erasure = await erasures.findOne({ _id: shopper }, { session });
    if (erasure === null) return null;
    const progress = await step(erasure, session);
    // Who came back meanwhile may have been counted with what was still there.
    if (progress.done) for (const { _id } of await shoppers.find({ _id: { $in: [...erasure.shoppers] } }, { session }).toArray()) await recount(_id, session);
    return progress;
  };

  return {
    async erase(shopper, signal) {
      let progress = await connection.transaction((session) => begin(shopper, session), signal);
      while (!progress.done) progress = (await connection.transaction((session) => goOn(shopper, session))) ?? { ...progress, done: true };
      const { events, servedLists, shoppers: erased } = progress.erasure;
      return { events, servedLists, shoppers: erased.map(shopperId) };
    },

    async finish(signal) {
      const left = await connection.run(() => erasures.find({}, { projection: { _id: 1 } }).toArray(), signal);
      for (const { _id } of left) while ((await connection.transaction((session) => goOn(_id, session)))?.done === false);
    },
  };
}
