import { describe } from 'vitest';
import { openMongoUsers } from '../../../stores/mongodb/index.ts';
import type { Users } from '../../../stores/ports/users.ts';
import { describeEventStoreContract } from '../../contracts/event-store.contract.ts';
import { describeProfileStoreContract } from '../../contracts/profile-store.contract.ts';
import { describeServedListLogContract } from '../../contracts/served-list-log.contract.ts';
import { describeShopperRecordsContract } from '../../contracts/shopper-records.contract.ts';
import { SERVERS } from '../../support/servers.ts';
import { inDatabase } from './support/in-database.ts';

const url = SERVERS.mongodbUrl;
const expire = (users: unknown): Promise<void> => (users as Users).expire();

describe.skipIf(url === null)('on MongoDB', () => {
  const makeStore = (options: { now: () => number; keepMs?: number; stepMax?: number } = { now: () => 1 }) =>
    // Not by the server's clock, since the suites have their own.
    inDatabase(url!, (namespace) => openMongoUsers({ url: url!, namespace, dropOnServer: false, ...options }));

  describeEventStoreContract('mongodb', { makeStore, expire, numRuns: 5 });
  describeProfileStoreContract('mongodb', { makeStore, numRuns: 3 });
  describeServedListLogContract('mongodb', { makeLog: (now) => makeStore({ now }), expire, numRuns: 5 });
  describeShopperRecordsContract('mongodb', { makeStores: makeStore, numRuns: 5 });
  // What is one transaction as a rule, in several.
  describeShopperRecordsContract('mongodb, two documents at a time', { makeStores: () => makeStore({ now: () => 1, stepMax: 2 }), numRuns: 5 });
});
