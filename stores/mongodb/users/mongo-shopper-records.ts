import { shopperId } from '../../../schema/ids.ts';
import type { ShopperRecords } from '../../ports/shopper-records.ts';
import type { MongoConnection } from '../connect.ts';
import type { Erasing } from './create-erasing.ts';
import type { Merging } from './create-merging.ts';
import type { UsersCollections } from './users-collections.ts';

export interface MongoShopperRecordsOptions {
  readonly collections: Pick<UsersCollections, 'mergedVisitors'>;
  readonly merging: Merging;
  readonly erasing: Erasing;
}

/** Merging and erasing, over all collections. */
export function createMongoShopperRecords(connection: MongoConnection, { collections, merging, erasing }: MongoShopperRecordsOptions): ShopperRecords {
  return {
    mergeVisitor: (visitor, user, signal) => merging.merge(visitor, user, signal),

    visitorsOf: (user, signal) =>
      connection.run(async () => (await collections.mergedVisitors.find({ user }).sort({ mergedAt: 1 }).toArray()).map(({ _id }) => shopperId(_id)), signal),

    eraseShopper: (shopper, signal) => erasing.erase(shopper, signal),
  };
}
