import { afterAll, describe } from 'vitest';
import { openRedisCaches, openRedisNotices } from '../../../stores/redis/index.ts';
import { describeNoticesContract } from '../../contracts/notices.contract.ts';
import { describeResultListStoreContract } from '../../contracts/result-list-store.contract.ts';
import { describeUserStateCacheContract } from '../../contracts/user-state-cache.contract.ts';
import { SERVERS } from '../../support/servers.ts';
import { redisNamespaces } from './redis-namespaces.ts';

describe.skipIf(SERVERS.redisUrl === null)('on Redis', () => {
  const spaces = redisNamespaces(SERVERS.redisUrl!);
  afterAll(() => spaces[Symbol.asyncDispose]());

  const url = SERVERS.redisUrl!;
  const log = { warn() {} };
  const open = (now: () => number) => spaces.use((namespace) => openRedisCaches({ url, namespace, now, log }));

  describeUserStateCacheContract('redis', { makeCache: async (now) => (await open(now)).userStates });
  describeResultListStoreContract('redis', { makeStore: async (now) => (await open(now)).resultLists });
  describeNoticesContract('redis', {
    openShop: () =>
      spaces.use(async (namespace) => {
        const [one, other] = await Promise.all([openRedisNotices({ url, namespace, log }), openRedisNotices({ url, namespace, log })]);
        return {
          one,
          other,
          async [Symbol.asyncDispose]() {
            await one[Symbol.asyncDispose]();
            await other[Symbol.asyncDispose]();
          },
        };
      }),
  });
});
