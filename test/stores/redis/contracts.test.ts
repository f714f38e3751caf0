import { afterAll, describe } from 'vitest';
import { openRedisCaches } from '../../../stores/redis/index.ts';
import { describeResultListStoreContract } from '../../contracts/result-list-store.contract.ts';
import { describeUserStateCacheContract } from '../../contracts/user-state-cache.contract.ts';
import { SERVERS } from '../../support/servers.ts';
import { redisNamespaces } from './redis-namespaces.ts';

describe.skipIf(SERVERS.redisUrl === null)('on Redis', () => {
  const spaces = redisNamespaces(SERVERS.redisUrl!);
  afterAll(() => spaces[Symbol.asyncDispose]());

  const open = (now: () => number) => spaces.use((namespace) => openRedisCaches({ url: SERVERS.redisUrl!, namespace, now, log: { warn() {} } }));

  describeUserStateCacheContract('redis', { makeCache: async (now) => (await open(now)).userStates });
  describeResultListStoreContract('redis', { makeStore: async (now) => (await open(now)).resultLists });
});
