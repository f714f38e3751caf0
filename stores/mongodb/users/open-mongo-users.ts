import { EVENTS_KEPT_MS } from '../../ports/event-store.ts';
import type { Users } from '../../ports/users.ts';
import { connect } from '../connect.ts';
import { createPlacing } from '../create-placing.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createErasing } from './create-erasing.ts';
import { createExpiry } from './create-expiry.ts';
import { createMerging } from './create-merging.ts';
import { createRecount } from './create-recount.ts';
import { createMongoEventStore } from './mongo-event-store.ts';
import { createMongoProfileStore } from './mongo-profile-store.ts';
import { createMongoServedListLog } from './mongo-served-list-log.ts';
import { createMongoShopperRecords } from './mongo-shopper-records.ts';
import { usersCollections, usersIndexes } from './users-collections.ts';

/** Documents of one kind that one transaction takes, as MongoDB advises: more fill the cache of a small server. */
const STEP_MAX = 1_000;

export interface MongoUsersOptions {
  readonly url: string;
  /** Name of the database, unless the URL's path gives one. */
  readonly namespace: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** How long an event is kept after it was recorded; `EVENTS_KEPT_MS` by default. */
  readonly keepMs?: number;
  /** Whether the server, too, drops what was kept long enough, by its own clock; true by default. Not where `now` is another time. */
  readonly dropOnServer?: boolean;
  /** Documents of one kind that one transaction takes at most; 1,000 by default. */
  readonly stepMax?: number;
}

/**
 * All that is kept of shoppers, in a MongoDB database. Any number of processes may have it open.
 * @throws AppError `USER_STORE_UNAVAILABLE` where no server answers.
 */
export async function openMongoUsers({
  url,
  namespace,
  now,
  keepMs = EVENTS_KEPT_MS,
  dropOnServer = true,
  stepMax = STEP_MAX,
}: MongoUsersOptions): Promise<Users> {
  await using opened = new AsyncDisposableStack();
  const connection = opened.use(await connect({ url, namespace, unavailable: 'USER_STORE_UNAVAILABLE' }));
  await connection.run((database) => ensureIndexes(database, usersIndexes({ keepMs, dropOnServer })));
  const collections = usersCollections(connection.database);
  const recount = createRecount(collections);
  const merging = createMerging(connection, { collections, recount, stepMax });
  const erasing = createErasing(connection, { collections, recount, stepMax });
  const expire = createExpiry(connection, { collections, recount, stepMax, keepMs, now });
  const placing = { events: createPlacing(connection, 'events'), servedLists: createPlacing(connection, 'servedLists') };
  const resources = opened.move();

  return {
    ...createMongoEventStore(connection, { collections, placing: placing.events, now }),
    ...createMongoProfileStore(connection, collections),
    ...createMongoServedListLog(connection, { collections, placing: placing.servedLists }),
    ...createMongoShopperRecords(connection, { collections, merging, erasing }),
    async expire(signal) {
      await merging.finish(signal);
      await erasing.finish(signal);
      await expire(signal);
      // Also where nobody reads the logs: whoever does in the end should not have to place months of them.
      for (const place of Object.values(placing)) await connection.run(place, signal);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
