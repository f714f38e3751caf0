import { describe, expect, it } from 'vitest';
import { createLeases } from '../../stores/embedded/index.ts';
import { indexed, record, settle, type Stores, WORLDS } from './support.ts';

/** An indexer that counts what it writes. */
function countingIndexer(stores: Stores, leases = createLeases()) {
  const counts = { writes: 0 };
  const indexer = stores.indexer({
    leases,
    index: {
      write: async (...args) => {
        counts.writes += 1;
        return stores.index.write(...args);
      },
    },
  });
  return { indexer, counts };
}

describe.each(WORLDS)('several indexers of a catalog: $name', ({ openStores }) => {
  it('lets one of several indexers follow, and another as soon as that one is gone', async () => {
    await using stores = await openStores();
    const leases = createLeases();
    const first = countingIndexer(stores, leases);
    const second = countingIndexer(stores, leases);
    first.indexer.start();
    second.indexer.start();
    await stores.catalog.putSources([record('a')]);
    await settle(stores, second.indexer);
    expect(first.counts.writes).toBeGreaterThan(0);
    expect(second.counts.writes).toBe(0);
    await first.indexer[Symbol.asyncDispose]();
    const before = first.counts.writes;
    await stores.catalog.putSources([record('b')]);
    await settle(stores, second.indexer);
    expect(second.counts.writes).toBeGreaterThan(0);
    expect(first.counts.writes).toBe(before);
    await second.indexer[Symbol.asyncDispose]();
    expect(await indexed(stores)).toEqual({ a: 'Title of a', b: 'Title of b' });
  });

  it('ends in the same index where several follow at once, as while leases cannot be kept', async () => {
    await using stores = await openStores();
    await using first = stores.indexer();
    await using second = stores.indexer();
    first.start();
    second.start();
    for (let round = 0; round < 20; round += 1) {
      await stores.catalog.putSources([record('a', { title: `round ${round}` }), record(`p${round}`)]);
    }
    await settle(stores, first);
    expect(await indexed(stores)).toMatchObject({ a: 'round 19', p0: 'Title of p0', p19: 'Title of p19' });
    expect((await first.verify()).differences).toEqual([]);
  });

  it('lets another indexer rebuild while one follows, and follows the new generation from then on', async () => {
    await using stores = await openStores();
    const leases = createLeases();
    await using follower = stores.indexer({ leases });
    await using rebuilder = stores.indexer({ leases });
    follower.start();
    await stores.catalog.putSources(Array.from({ length: 120 }, (_, i) => record(`p${i}`)));
    await settle(stores, follower);
    const writes: Promise<unknown>[] = [];
    await rebuilder.rebuild({
      onProgress: () => {
        const place = writes.length;
        // One after the other: the last one is to stand.
        writes.push((writes.at(-1) ?? Promise.resolve()).then(() => stores.catalog.putSources([record('changed', { title: `change ${place}` }), record(`new ${place}`)])));
      },
    });
    await Promise.all(writes);
    await settle(stores, follower);
    expect((await stores.index.status()).indexVersion).toBe('products-2');
    expect(await indexed(stores)).toMatchObject({ changed: `change ${writes.length - 1}` });
    expect(Object.keys(await indexed(stores))).toHaveLength(121 + writes.length);
    expect((await follower.verify()).differences).toEqual([]);
  });
});
