import { createUserStateCache, openEmbeddedUsers } from '../../../stores/embedded/index.ts';
import type { Users } from '../../../stores/ports/users.ts';
import { describeEventStoreContract } from '../../contracts/event-store.contract.ts';
import { describeProfileStoreContract } from '../../contracts/profile-store.contract.ts';
import { describeServedListLogContract } from '../../contracts/served-list-log.contract.ts';
import { describeShopperRecordsContract } from '../../contracts/shopper-records.contract.ts';
import { describeUserStateCacheContract } from '../../contracts/user-state-cache.contract.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

const expire = (users: unknown): Promise<void> => (users as Users).expire();

for (const [where, numRuns] of [['in memory', 50], ['on disk', 5]] as const) {
  const makeStore = (options: { now: () => number; keepMs?: number } = { now: () => 1 }) =>
    where === 'in memory' ? openEmbeddedUsers({ dataDir: ':memory:', ...options }) : inTemporaryFolder((dataDir) => openEmbeddedUsers({ dataDir, ...options }));

  describeEventStoreContract(`embedded, ${where}`, { makeStore, expire, numRuns });
  describeProfileStoreContract(`embedded, ${where}`, { makeStore, numRuns });
  describeServedListLogContract(`embedded, ${where}`, { makeLog: (now) => makeStore({ now }), expire, numRuns });
  describeShopperRecordsContract(`embedded, ${where}`, { makeStores: makeStore, numRuns });
}

describeUserStateCacheContract('embedded', { makeCache: async (now) => createUserStateCache({ now, maxShoppers: 100 }) });
