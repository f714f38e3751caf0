import { describe, expect, it } from 'vitest';
import { openRedisLeases, openRedisRangeWork } from '../../stores/redis/index.ts';
import { redisNamespaces } from '../stores/redis/redis-namespaces.ts';
import { SERVERS } from '../support/servers.ts';
import { indexed, record, settle, type Stores, WORLDS } from './support.ts';

const url = SERVERS.redisUrl!;
const log = { warn() {} };

/** An indexer as in a process of its own, as far as Redis can tell; it counts the ranges that it fills. */
async function openIndexer(stores: Stores, namespace: string) {
  const opened = new AsyncDisposableStack();
  const leases = opened.use(await openRedisLeases({ url, namespace, log, leaseMs: 300 }));
  const work = opened.use(await openRedisRangeWork({ url, namespace, form: stores.index.form, log, concurrency: 1 }));
  const counts = { ranges: 0 };
  const counted: typeof work = {
    ...work,
    takePart: (worker, signal) =>
      work.takePart(async (task, until) => {
        const records = await worker(task, until);
        counts.ranges += 1;
        return records;
      }, signal),
  };
  const indexer = opened.use(stores.indexer({ leases, work: counted }));
  return { indexer, counts, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

describe.skipIf(SERVERS.redisUrl === null)('a rebuild shared over Redis', () => {
  it('is done by all who take part, also after one of them has gone in the middle', async () => {
    await using spaces = redisNamespaces(url);
    await using stores = await WORLDS[0]!.openStores();
    await spaces.use(async (namespace) => {
      await using first = await openIndexer(stores, namespace);
      await using second = await openIndexer(stores, namespace);
      const third = await openIndexer(stores, namespace);
      for (const { indexer } of [first, second, third]) indexer.start();
      await stores.catalog.putSources(Array.from({ length: 900 }, (_, i) => record(`p${i}`)));
      await settle(stores, first.indexer);
      const gone: Promise<void>[] = [];
      await first.indexer.rebuild({ onProgress: () => void (gone.length > 0 || gone.push(third[Symbol.asyncDispose]())) });
      await Promise.all(gone);
      expect(first.counts.ranges).toBeGreaterThan(0);
      expect(second.counts.ranges).toBeGreaterThan(0);
      await settle(stores, first.indexer);
      expect((await stores.index.status()).indexVersion).toBe('products-2');
      expect(Object.keys(await indexed(stores))).toHaveLength(900);
      expect((await first.indexer.verify()).differences).toEqual([]);
      return { async [Symbol.asyncDispose]() {} };
    });
  });
});
