import { join } from 'node:path';
import { EVENTS_KEPT_MS } from '../../ports/event-store.ts';
import type { Users } from '../../ports/users.ts';
import { BUSY_TIMEOUT_MS, openDatabase } from '../sqlite/open-database.ts';
import { createWriter } from '../sqlite/write-when-free.ts';
import { createEmbeddedEventStore } from './embedded-event-store.ts';
import { createEmbeddedProfileStore } from './embedded-profile-store.ts';
import { createEmbeddedServedListLog } from './embedded-served-list-log.ts';
import { createEmbeddedShopperRecords } from './embedded-shopper-records.ts';
import { createExpiry } from './create-expiry.ts';
import { createShopperKeys } from './shopper-keys.ts';
import { USERS_MIGRATIONS } from './users-schema.ts';

export interface EmbeddedUsersOptions {
  /** Folder of `users.db`, or `:memory:`. */
  readonly dataDir: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** How long an event is kept after it was recorded; `EVENTS_KEPT_MS` by default. */
  readonly keepMs?: number;
  /** How long a write waits for another process's, milliseconds; 5,000 by default. This process goes on meanwhile. */
  readonly busyTimeoutMs?: number;
}

/**
 * All that is kept of shoppers, in one SQLite file. Each call is one transaction, done on the calling thread.
 * @throws AppError `STORE_LOCKED`, `USER_STORE_UNAVAILABLE`; `CONFIGURATION_INVALID` for a file of a newer release.
 */
export async function openEmbeddedUsers({
  dataDir,
  now,
  keepMs = EVENTS_KEPT_MS,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
}: EmbeddedUsersOptions): Promise<Users> {
  const database = openDatabase({
    path: dataDir === ':memory:' ? dataDir : join(dataDir, 'users.db'),
    migrations: USERS_MIGRATIONS,
    unavailable: 'USER_STORE_UNAVAILABLE',
    busyTimeoutMs,
  });
  // What is erased is overwritten with zeros, not only marked as free.
  database.raw.exec('PRAGMA secure_delete = ON');
  const writer = createWriter(database, busyTimeoutMs);
  const shoppers = createShopperKeys(database);

  return {
    ...createEmbeddedEventStore(database, { writer, shoppers, now }),
    ...createEmbeddedProfileStore(database, writer),
    ...createEmbeddedServedListLog(database, writer),
    ...createEmbeddedShopperRecords(database, { writer, shoppers }),
    expire: createExpiry(database, { writer, shoppers, keepMs, now }),
    async [Symbol.asyncDispose]() {
      await writer.settled();
      database[Symbol.dispose]();
    },
  };
}
