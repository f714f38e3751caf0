import type { ClientSession } from 'mongodb';
import type { ShopperId } from '../../../schema/ids.ts';
import type { MergeReport } from '../../ports/shopper-records.ts';
import { clusterTime } from '../cluster-time.ts';
import type { MongoConnection } from '../connect.ts';
import type { Recount } from './create-recount.ts';
import type { MergeDocument, UsersCollections } from './users-collections.ts';

export interface LongWorkOptions {
  readonly collections: UsersCollections;
  readonly recount: Recount;
  /** Documents of one kind that one transaction takes at most. */
  readonly stepMax: number;
}

export interface Merging {
  /** As `ShopperRecords.mergeVisitor`. */
  merge(visitor: ShopperId, user: ShopperId, signal?: AbortSignal): Promise<MergeReport | null>;
  /** Finishes what a crash cut short. */
  finish(signal?: AbortSignal): Promise<void>;
}

interface Progress {
  /** Moved so far. */
  readonly events: number;
  readonly done: boolean;
}

/**
 * Merging is one transaction, unless the visitor has `stepMax` events or served lists, as a kiosk may. Then it is one for each so many:
 * the first decides that the visitor is the user's and notes that work is left, the last moves the sequences. Between
 * them, who reads single events finds some moved and some not.
 */
export function createMerging(connection: MongoConnection, { collections, recount, stepMax }: LongWorkOptions): Merging {
  const { events, shoppers, profiles, mergedVisitors, servedLists } = collections;
  type Merge = Pick<MergeDocument, '_id' | 'user' | 'mergedAt'>;

  /** Moves what is no repeat, and drops repeats. */
  const moveEvents = async ({ _id: visitor, user, mergedAt }: Merge, session: ClientSession): Promise<{ found: number; moved: number }> => {
    const found = await events
      .find({ shopper: visitor, insertedAt: { $lte: mergedAt } }, { session, projection: { id: 1 }, limit: stepMax })
      .toArray();
    if (found.length === 0) return { found: 0, moved: 0 };
    const known = await events.find({ shopper: user, id: { $in: found.map(({ id }) => id) } }, { session, projection: { _id: 0, id: 1 } }).toArray();
    const knownIds = new Set(known.map(({ id }) => id));
    const { repeats = [], fresh = [] } = Object.groupBy(found, ({ id }) => (knownIds.has(id) ? 'repeats' : 'fresh'));
    if (repeats.length > 0) await events.deleteMany({ _id: { $in: repeats.map(({ _id }) => _id) } }, { session });
    if (fresh.length > 0) await events.updateMany({ _id: { $in: fresh.map(({ _id }) => _id) } }, { $set: { shopper: user } }, { session });
    return { found: found.length, moved: fresh.length };
  };

  /** @returns how many were found. */
  const moveServedLists = async ({ _id: visitor, user, mergedAt }: Merge, session: ClientSession): Promise<number> => {
    const found = await servedLists
      .find({ shopper: visitor, insertedAt: { $lte: mergedAt } }, { session, projection: { _id: 1 }, limit: stepMax })
      .toArray();
    if (found.length > 0) await servedLists.updateMany({ _id: { $in: found.map(({ _id }) => _id) } }, { $set: { shopper: user } }, { session });
    return found.length;
  };

  /** What the user has chosen stays. */
  const moveChoices = async (visitor: string, user: string, session: ClientSession): Promise<void> => {
    const choices = await profiles.findOneAndDelete({ _id: visitor }, { session, projection: { _id: 0 } });
    if (choices === null) return;
    const own = await profiles.findOne({ _id: user }, { session, projection: { _id: 0 } });
    await profiles.replaceOne({ _id: user }, { ...choices, ...own }, { session, upsert: true });
  };

  const step = async (merge: Merge, before: number, session: ClientSession): Promise<Progress> => {
    const { found, moved } = await moveEvents(merge, session);
    const lists = await moveServedLists(merge, session);
    const done = found < stepMax && lists < stepMax;
    // Who has no state has no event that ranks: then nobody's sequence changes.
    if (done && (await shoppers.findOne({ _id: merge._id }, { session, projection: { _id: 1 } })) !== null) {
      await recount(merge._id, session);
      await recount(merge.user, session);
    }
    return { events: before + moved, done };
  };

  /** Null where the visitor was merged before. */
  const begin = async (visitor: ShopperId, user: ShopperId, session: ClientSession): Promise<Progress | null> => {
    if ((await mergedVisitors.findOne({ _id: visitor }, { session })) !== null) return null;
    const merge = { _id: visitor, user, mergedAt: clusterTime(session) };
    await moveChoices(visitor, user, session);
    const progress = await step(merge, 0, session);
    await mergedVisitors.insertOne(progress.done ? merge : { ...merge, pending: { events: progress.events } }, { session });
    return progress;
  };

  /** Null where nothing is left to do: another process did it, or the user was erased. */
  const goOn = async (visitor: string, session: ClientSession): Promise<Progress | null> => {
    const merge = await mergedVisitors.findOne({ _id: visitor }, { session });
    if (merge?.pending === undefined) return null;
    const progress = await step(merge, merge.pending.events, session);
    await mergedVisitors.updateOne({ _id: visitor }, progress.done ? { $unset: { pending: true } } : { $set: { 'pending.events': progress.events } }, { session });
    return progress;
  };

  const toTheEnd = async (visitor: string, begun: Progress): Promise<Progress> => {
    let progress = begun;
    while (!progress.done) progress = (await connection.transaction((session) => goOn(visitor, session))) ?? { ...progress, done: true };
    return progress;
  };

  return {
    async merge(visitor, user, signal) {
      const begun = await connection.transaction((session) => begin(visitor, user, session), signal);
      return begun === null ? null : { events: (await toTheEnd(visitor, begun)).events };
    },

    async finish(signal) {
      const left = await connection.run(() => mergedVisitors.find({ pending: { $exists: true } }, { projection: { _id: 1 } }).toArray(), signal);
      for (const { _id } of left) await toTheEnd(_id, { events: 0, done: false });
    },
  };
}
