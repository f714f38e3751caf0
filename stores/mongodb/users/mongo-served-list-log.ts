import type { ServedListLog } from '../../ports/served-list-log.ts';
import type { MongoConnection } from '../connect.ts';
import { type Placing, toPlace } from '../create-placing.ts';
import { toLoggedList, toServedListDocument } from './served-list-document.ts';
import type { UsersCollections } from './users-collections.ts';

export interface MongoServedListLogOptions {
  readonly collections: Pick<UsersCollections, 'servedLists'>;
  readonly placing: Placing;
}

/** Served lists, a document each, in one transaction a call. */
export function createMongoServedListLog(connection: MongoConnection, { collections, placing }: MongoServedListLogOptions): ServedListLog {
  const { servedLists } = collections;
  return {
    async append(lists, signal) {
      signal?.throwIfAborted();
      if (lists.length === 0) return;
      const documents = lists.map(toServedListDocument);
      await connection.transaction((session) => servedLists.insertMany(documents, { session }), signal);
    },

    scanServed: (after, limit, signal) =>
      connection.run(async () => {
        await placing();
        const found = await servedLists.find({ place: { $gt: toPlace(after) } }).sort({ place: 1 }).limit(limit).toArray();
        return found.map(toLoggedList);
      }, signal),

    servedTo: (shopper, after, limit, signal) =>
      connection.run(async () => {
        await placing();
        const found = await servedLists.find({ shopper, place: { $gt: toPlace(after) } }).sort({ place: 1 }).limit(limit).toArray();
        return found.map(toLoggedList);
      }, signal),
  };
}
