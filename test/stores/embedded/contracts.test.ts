import {
  createResultLists,
  createUserStateCache,
  type EmbeddedUsers,
  openEmbeddedCatalog,
  openEmbeddedSearchIndex,
  openEmbeddedUsers,
} from '../../../stores/embedded/index.ts';
import { describeCatalogStoreContract } from '../../contracts/catalog-store.contract.ts';
import { describeChangeFeedContract } from '../../contracts/change-feed.contract.ts';
import { describeEventStoreContract } from '../../contracts/event-store.contract.ts';
import { describeProductStoreContract } from '../../contracts/product-store.contract.ts';
import { describeProfileStoreContract } from '../../contracts/profile-store.contract.ts';
import { describeQuarantineStoreContract } from '../../contracts/quarantine-store.contract.ts';
import { describeResultListStoreContract } from '../../contracts/result-list-store.contract.ts';
import { describeSearchIndexContract } from '../../contracts/search-index.contract.ts';
import { describeServedListLogContract } from '../../contracts/served-list-log.contract.ts';
import { describeShopperRecordsContract } from '../../contracts/shopper-records.contract.ts';
import { describeUserStateCacheContract } from '../../contracts/user-state-cache.contract.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

const log = { warn() {} };

for (const [where, numRuns] of [['in memory', 50], ['on disk', 5]] as const) {
  const openCatalog = (now: () => number) =>
    where === 'in memory' ? openEmbeddedCatalog({ dataDir: ':memory:', now }) : inTemporaryFolder((dataDir) => openEmbeddedCatalog({ dataDir, now }));
  const openIndex = () => {
    const options = { alias: 'products', now: () => 1, log };
    return where === 'in memory'
      ? openEmbeddedSearchIndex({ ...options, dataDir: ':memory:' })
      : inTemporaryFolder((dataDir) => openEmbeddedSearchIndex({ ...options, dataDir }));
  };
  const openUsers = (options: { now: () => number; keepMs?: number } = { now: () => 1 }) =>
    where === 'in memory' ? openEmbeddedUsers({ dataDir: ':memory:', ...options }) : inTemporaryFolder((dataDir) => openEmbeddedUsers({ dataDir, ...options }));
  const expire = (users: unknown): Promise<void> => (users as EmbeddedUsers).expire();

  describeCatalogStoreContract(`embedded, ${where}`, { makeStore: openCatalog, numRuns });
  describeChangeFeedContract(`embedded, ${where}`, {
    makeStores: openCatalog,
    loseHistory: async (stores) => stores.compact((await stores.head()).version),
    numRuns,
  });
  describeProductStoreContract(`embedded, ${where}`, { makeStore: () => openCatalog(() => 1), numRuns });
  describeQuarantineStoreContract(`embedded, ${where}`, { makeStore: () => openCatalog(() => 1) });
  describeSearchIndexContract(`embedded, ${where}`, { makeIndex: openIndex, numRuns });
  describeEventStoreContract(`embedded, ${where}`, { makeStore: openUsers, expire, numRuns });
  describeProfileStoreContract(`embedded, ${where}`, { makeStore: openUsers, numRuns });
  describeServedListLogContract(`embedded, ${where}`, { makeLog: (now) => openUsers({ now }), expire, numRuns });
  describeShopperRecordsContract(`embedded, ${where}`, { makeStores: openUsers, numRuns });
}

describeResultListStoreContract('embedded', { makeStore: async (now) => createResultLists({ now, maxIds: 20_000 }) });
describeUserStateCacheContract('embedded', { makeCache: async (now) => createUserStateCache({ now, maxShoppers: 100 }) });
