import { describe } from 'vitest';
import { describeCatalogStoreContract } from '../../contracts/catalog-store.contract.ts';
import { describeChangeFeedContract } from '../../contracts/change-feed.contract.ts';
import { describeProductStoreContract } from '../../contracts/product-store.contract.ts';
import { describeQuarantineStoreContract } from '../../contracts/quarantine-store.contract.ts';
import { SERVERS } from '../../support/servers.ts';
import { openScratchCatalog } from './support/scratch-catalog.ts';

const numRuns = 5;

describe.skipIf(SERVERS.mongodbUrl === null)('on MongoDB', () => {
  const open = (now: () => number) => openScratchCatalog({ url: SERVERS.mongodbUrl!, now });

  describeCatalogStoreContract('MongoDB', { makeStore: open, numRuns });
  describeChangeFeedContract('MongoDB', { makeStores: open, loseHistory: (catalog) => catalog.forgetHistory(), numRuns });
  describeProductStoreContract('MongoDB', { makeStore: () => open(() => 1), numRuns });
  describeQuarantineStoreContract('MongoDB', { makeStore: () => open(() => 1) });
});
