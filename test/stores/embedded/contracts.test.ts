import { createResultLists, openEmbeddedCatalog, openEmbeddedMerchandising, openEmbeddedSearchIndex } from '../../../stores/embedded/index.ts';
import { describeCatalogStoreContract } from '../../contracts/catalog-store.contract.ts';
import { describeChangeFeedContract } from '../../contracts/change-feed.contract.ts';
import { describeMerchandisingStoreContract } from '../../contracts/merchandising-store.contract.ts';
import { describeProductStoreContract } from '../../contracts/product-store.contract.ts';
import { describeQuarantineStoreContract } from '../../contracts/quarantine-store.contract.ts';
import { describeResultListStoreContract } from '../../contracts/result-list-store.contract.ts';
import { describeSearchIndexContract } from '../../contracts/search-index.contract.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

const log = { warn() {} };

for (const [where, numRuns] of [['in memory', 50], ['on disk', 5]] as const) {
  const openCatalog = (now: () => number) =>
    where === 'in memory' ? openEmbeddedCatalog({ dataDir: ':memory:', now }) : inTemporaryFolder((dataDir) => openEmbeddedCatalog({ dataDir, now }));
  const openIndex = () => {
    const options = { alias: 'products', now: () => 1, log, embeddings: { version: 'contract-1', dimensions: 3 } };
    return where === 'in memory'
      ? openEmbeddedSearchIndex({ ...options, dataDir: ':memory:' })
      : inTemporaryFolder((dataDir) => openEmbeddedSearchIndex({ ...options, dataDir }));
  };

  describeCatalogStoreContract(`embedded, ${where}`, { makeStore: openCatalog, numRuns });
  describeChangeFeedContract(`embedded, ${where}`, {
    makeStores: openCatalog,
    loseHistory: async (stores) => stores.compact((await stores.head()).version),
    numRuns,
  });
  describeProductStoreContract(`embedded, ${where}`, { makeStore: () => openCatalog(() => 1), numRuns });
  describeQuarantineStoreContract(`embedded, ${where}`, { makeStore: () => openCatalog(() => 1) });
  describeMerchandisingStoreContract(`embedded, ${where}`, {
    makeStore: (now) =>
      where === 'in memory' ? openEmbeddedMerchandising({ dataDir: ':memory:', now }) : inTemporaryFolder((dataDir) => openEmbeddedMerchandising({ dataDir, now })),
    numRuns,
  });
  describeSearchIndexContract(`embedded, ${where}`, { makeIndex: openIndex, numRuns });
}

describeResultListStoreContract('embedded', { makeStore: async (now) => createResultLists({ now, maxIds: 20_000 }) });
