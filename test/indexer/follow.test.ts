import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../schema/errors.ts';
import { productId } from '../../schema/ids.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import { indexed, record, settle, WORLDS } from './support.ts';

describe.each(WORLDS)('following the feed of a catalog: $name', ({ openStores, newPlace, runs }) => {
  it('indexes what is put, forgets what is deleted, quarantines what is refused', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    indexer.start();
    await stores.catalog.putSources([record('a'), record('b'), record('bad', { title: '' })]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'Title of a', b: 'Title of b' });
    expect((await stores.catalog.quarantinedByIds(['bad']))[0]).toMatchObject({ issues: [{ code: 'TITLE_MISSING' }], source: { id: 'bad', title: '' } });
    await stores.catalog.deleteSources([productId('a'), productId('bad')]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ b: 'Title of b' });
    expect(await stores.catalog.countQuarantined()).toBe(0);
  });

  it('keeps the last good state of a product whose record is refused, and lets it go when it is mended', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    indexer.start();
    await stores.catalog.putSources([record('a', { title: 'good' })]);
    await settle(stores, indexer);
    await stores.catalog.putSources([record('a', { title: '' })]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'good' });
    expect(await stores.catalog.countQuarantined()).toBe(1);
    await stores.catalog.putSources([record('a', { title: 'mended' })]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'mended' });
    expect(await stores.catalog.countQuarantined()).toBe(0);
  });

  it('replays what waits in quarantine with the mapping of today', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    indexer.start();
    await stores.catalog.putSources([{ ...record('a', { name: 'Lamp' }), mapping: 'shop' }]);
    await settle(stores, indexer);
    expect((await stores.catalog.countByReason())[0]).toEqual({ code: 'MAPPING_UNKNOWN', count: 1 });
    await stores.catalog.putMapping('shop', { id: 'id', title: 'title' });
    await stores.catalog.replay([productId('a')]);
    await settle(stores, indexer);
    expect((await stores.catalog.countByReason())[0]).toEqual({ code: 'TITLE_MISSING', count: 1 });
    await stores.catalog.putMapping('shop', { id: 'id', title: 'name' });
    await stores.catalog.replay([productId('a')]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'Lamp' });
    expect(await stores.catalog.countQuarantined()).toBe(0);
  });

  it('leaves a record that is refused again, by a replay or a rebuild, where it was in quarantine', async () => {
    await using stores = await openStores();
    let nowMs = 1_000;
    await using indexer = stores.indexer({ now: () => nowMs });
    indexer.start();
    const put = async (id: string, fields: JsonObject): Promise<void> => {
      await stores.catalog.putSources([record(id, fields)]);
      await settle(stores, indexer);
      nowMs += 1_000;
    };
    const waiting = async () => (await stores.catalog.quarantinePage(10, null)).records.map(({ id, atMs }) => [id, atMs]);
    await put('first', { title: '', deep: { list: [1, null, '手机'] } });
    await put('second', { title: '' });
    await stores.catalog.replay([productId('first')]);
    await settle(stores, indexer);
    expect(await waiting()).toEqual([['second', 2_000], ['first', 1_000]]);
    await indexer.rebuild();
    expect(await waiting()).toEqual([['second', 2_000], ['first', 1_000]]);
    await put('first', { title: ' ' });
    expect(await waiting()).toEqual([['first', 3_000], ['second', 2_000]]);
  });

  it('goes on where it stopped when it is opened again', async () => {
    await using place = await newPlace();
    {
      await using stores = await place.open();
      await using indexer = stores.indexer();
      indexer.start();
      await stores.catalog.putSources([record('a'), record('b')]);
      await settle(stores, indexer);
    }
    await using stores = await place.open();
    await stores.catalog.putSources([record('c')]);
    await stores.catalog.deleteSources([productId('a')]);
    await using indexer = stores.indexer();
    indexer.start();
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ b: 'Title of b', c: 'Title of c' });
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('tries again what failed, skips nothing, and says so', async () => {
    await using stores = await openStores();
    let failures = 3;
    await using indexer = stores.indexer({
      index: {
        write: async (...args) => {
          failures -= 1;
          if (failures >= 0) throw new AppError('SEARCH_INDEX_UNAVAILABLE', 'down');
          return stores.index.write(...args);
        },
      },
    });
    indexer.start();
    await stores.catalog.putSources([record('a')]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'Title of a' });
    expect(stores.log.filter((message) => message.includes('nothing is skipped'))).toHaveLength(3);
  });

  it('reads and cleans the next batch while one is being written, and writes them in their order, also where one fails', async () => {
    await using stores = await openStores();
    const versions: bigint[] = [];
    const first = Promise.withResolvers<void>();
    const write: typeof stores.index.write = async (operations, checkpoint, signal) => {
      const place = versions.push(checkpoint!.version);
      if (place === 1) await first.promise;
      if (place === 3) throw new Error('once');
      await stores.index.write(operations, checkpoint, signal);
    };
    await stores.catalog.putSources(Array.from({ length: 220 }, (_, i) => record(`p${i}`)));
    await using indexer = stores.indexer({ index: { write } });
    indexer.start();
    await vi.waitFor(async () => expect(await stores.catalog.countProducts()).toBeGreaterThan(50), { timeout: 10_000 });
    expect((await stores.index.position()).checkpoint?.version ?? 0n).toBeLessThan(versions[0]!);
    first.resolve();
    await settle(stores, indexer);
    expect(versions.toSpliced(2, 1)).toEqual(versions.toSpliced(2, 1).toSorted((a, b) => Number(a - b)));
    expect(Object.keys(await indexed(stores))).toHaveLength(220);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('rebuilds by itself where the history it needs is gone', async () => {
    await using place = await newPlace();
    {
      await using stores = await place.open();
      await using indexer = stores.indexer();
      indexer.start();
      await stores.catalog.putSources([record('a'), record('b'), record('deleted')]);
      await settle(stores, indexer);
    }
    await using stores = await place.open();
    await stores.catalog.putSources([record('c'), record('bad', { title: '' })]);
    await stores.catalog.deleteSources([productId('deleted')]);
    await stores.loseHistory();
    await using indexer = stores.indexer();
    indexer.start();
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'Title of a', b: 'Title of b', c: 'Title of c' });
    expect(await stores.catalog.countQuarantined()).toBe(1);
    expect((await stores.index.status()).indexVersion).toBe('products-2');
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('says when it did not get there in time', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    const version = await stores.catalog.putSources([record('a')]);
    expect(await indexer.caughtUp(version, { timeoutMs: 1 })).toBe(false);
  });

  it('waits on where the index cannot say for a while how far it is, and until the time has run out where it never can', async () => {
    await using stores = await openStores();
    let refusals = 3;
    const position: typeof stores.index.position = (signal) =>
      refusals-- > 0 ? Promise.reject(new AppError('SEARCH_INDEX_UNAVAILABLE', 'Elasticsearch answered 429: circuit_breaking_exception.')) : stores.index.position(signal);
    await using indexer = stores.indexer({ index: { position } });
    indexer.start();
    const version = await stores.catalog.putSources([record('a')]);
    expect(await indexer.caughtUp(version, { timeoutMs: 20_000 })).toBe(true);
    refusals = Number.POSITIVE_INFINITY;
    expect(await indexer.caughtUp(version, { timeoutMs: 60 })).toBe(false);
  });

  it.each(['a good state', 'a removal'])('keeps a refused record in quarantine that comes in one batch with %s before it', async (before) => {
    await using stores = await openStores();
    await stores.catalog.putSources([record('a')]);
    if (before === 'a removal') await stores.catalog.deleteSources([productId('a')]);
    await stores.catalog.putSources([record('a', { title: '' })]);
    await using indexer = stores.indexer();
    indexer.start();
    await settle(stores, indexer);
    expect(await stores.catalog.countQuarantined()).toBe(1);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('ends in the same index, whatever part of the feed it sees again', async () => {
    const step = fc.oneof(
      fc.record({ put: fc.constantFrom('a', 'b', 'c'), title: fc.constantFrom('red', 'blue', '') }),
      fc.record({ delete: fc.constantFrom('a', 'b', 'c') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), fc.nat(9), async (steps, back) => {
        await using stores = await openStores();
        const heads = [await stores.catalog.head()];
        for (const given of steps) {
          if ('put' in given) await stores.catalog.putSources([record(given.put, { title: given.title })]);
          else await stores.catalog.deleteSources([productId(given.delete)]);
          heads.push(await stores.catalog.head());
        }
        {
          await using indexer = stores.indexer();
          indexer.start();
          await settle(stores, indexer);
        }
        const before = [await stores.index.scan(null, 10), await stores.catalog.countByReason(), await stores.catalog.scanProducts(null, 10)];
        // As after a crash that lost the checkpoint: an earlier one is found.
        await stores.index.write([], { ...heads[back % heads.length]!, indexVersion: 'products-1' });
        await using indexer = stores.indexer();
        indexer.start();
        await settle(stores, indexer);
        expect([await stores.index.scan(null, 10), await stores.catalog.countByReason(), await stores.catalog.scanProducts(null, 10)]).toEqual(before);
        expect((await indexer.verify()).differences).toEqual([]);
      }),
      { numRuns: runs(40) },
    );
  });
});
