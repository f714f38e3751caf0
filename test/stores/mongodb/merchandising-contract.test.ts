import { describe } from 'vitest';
import { openMongoMerchandising } from '../../../stores/mongodb/index.ts';
import { describeMerchandisingStoreContract } from '../../contracts/merchandising-store.contract.ts';
import { SERVERS } from '../../support/servers.ts';
import { inDatabase } from './support/in-database.ts';

const url = SERVERS.mongodbUrl;

describe.skipIf(url === null)('on MongoDB', () => {
  describeMerchandisingStoreContract('mongodb', {
    makeStore: (now) => inDatabase(url!, (namespace) => openMongoMerchandising({ url: url!, namespace, now })),
    numRuns: 5,
  });
});
