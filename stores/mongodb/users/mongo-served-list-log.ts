import type { ServedListLog } from '../../ports/served-list-log.ts';
import type { MongoConnection } from '../connect.ts';
import type { Placing } from '../create-placing.ts';
import { behind, BY_PLACE } from '../log-entry.ts';
import { toLoggedList, toServedListDocument } from './served-list-document.ts';
import { OF_SHOPPER, type UsersCollections } from './users-collections.ts';

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
        const found = await servedLists.find(behind(after), { sort: BY_PLACE, limit }).toArray();
        return found.map(toLoggedList);
      }, signal),

    servedTo: (shopper, after, limit, signal) =>
      connection.run(async () => {
        await placing();
        const found = await servedLists.find({ shopper, ...behind(after) }, { sort: BY_PLACE, limit, hint: OF_SHOPPER.servedLists }).toArray();
        return found.map(toLoggedList);
      }, signal),
  };
}
