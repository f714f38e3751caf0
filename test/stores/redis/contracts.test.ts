import { afterAll, describe } from 'vitest';
import { openRedisCaches, openRedisLeases, openRedisNotices, openRedisRangeWork } from '../../../stores/redis/index.ts';
import { describeLeasesContract } from '../../contracts/leases.contract.ts';
import { describeNoticesContract } from '../../contracts/notices.contract.ts';
import { describeRangeWorkContract } from '../../contracts/range-work.contract.ts';
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
  describeNoticesContract('redis', { openShop: () => spaces.use((namespace) => twice(() => openRedisNotices({ url, namespace, log }))) });
  describeLeasesContract('redis', { openShop: () => spaces.use((namespace) => twice(() => openRedisLeases({ url, namespace, log, leaseMs: 300 }))) });
  describeRangeWorkContract('redis', {
    openShop: () => spaces.use((namespace) => twice(() => openRedisRangeWork({ url, namespace, form: 'same', log, concurrency: 2, tries: { attempts: 2, pauseMs: 50 } }))),
  });
});

/** Two processes of a shop, as far as the server can tell. */
async function twice<T extends AsyncDisposable>(open: () => Promise<T>): Promise<AsyncDisposable & { readonly one: T; readonly other: T }> {
  const opened = new AsyncDisposableStack();
  const one = opened.use(await open());
  const other = opened.use(await open());
  return { one, other, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
