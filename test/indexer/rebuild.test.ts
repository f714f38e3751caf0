import { describe, expect, it } from 'vitest';
import type { Indexer } from '../../indexer/index.ts';
import { AppError } from '../../schema/errors.ts';
import { productId } from '../../schema/ids.ts';
import type { IndexRebuild } from '../../stores/ports/search-index.ts';
import { indexed, record, settle, type Stores, WORLDS } from './support.ts';

const MANY = Array.from({ length: 230 }, (_, i) => record(`p${String(i).padStart(3, '0')}`));

async function fill(stores: Stores): Promise<void> {
  await using indexer = stores.indexer();
  indexer.start();
  await stores.catalog.putSources([...MANY, record('bad', { title: '' })]);
  await settle(stores, indexer);
}

/** An indexer whose rebuilds fill generations that are changed so. */
function indexerWith(stores: Stores, change: (next: IndexRebuild) => Partial<IndexRebuild>, options: { readonly rangeSize?: number } = {}): Indexer {
  return stores.indexer({
    ...options,
    index: {
      async beginRebuild(...args) {
        const next = await stores.index.beginRebuild(...args);
        return { ...next, ...change(next) };
      },
    },
  });
}

/** All entries of the index. Their versions move up where others may write to the catalog: a scan stands for its own time. */
async function contentOf({ index }: Stores): Promise<readonly Record<string, unknown>[]> {
  return (await index.scan(null, 1_000)).map((entry) => ({ ...entry, version: null }));
}

describe.each(WORLDS)('rebuilding from a catalog: $name', ({ openStores, newPlace }) => {
  it('gives the same index under a new name, and reports how far it is', async () => {
    await using stores = await openStores();
    await fill(stores);
    const before = await contentOf(stores);
    await using indexer = stores.indexer();
    const progress: string[] = [];
    expect(await indexer.rebuild({ onProgress: ({ phase, records }) => void progress.push(`${phase} ${records}`) })).toBe('products-2');
    expect(await contentOf(stores)).toEqual(before);
    expect(progress.at(-1)).toBe('follow 231');
    expect(await indexer.rebuild()).toBe('products-3');
  });

  it('loses no write that comes while it is under way', async () => {
    await using stores = await openStores();
    await fill(stores);
    await using indexer = stores.indexer();
    indexer.start();
    let changed = false;
    await indexer.rebuild({
      onProgress: () => {
        if (changed) return;
        changed = true;
        // Before and behind the place of the scan, which goes by id.
        void stores.catalog.putSources([record('p000', { title: 'changed' }), record('p229', { title: 'changed' }), record('a-new'), record('z-new')]);
        void stores.catalog.deleteSources([productId('p001'), productId('p228')]);
      },
    });
    await settle(stores, indexer);
    const titles = await indexed(stores);
    expect(titles).toMatchObject({ p000: 'changed', p229: 'changed', 'a-new': 'Title of a-new', 'z-new': 'Title of z-new' });
    expect(Object.keys(titles)).toHaveLength(230);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('goes on after it was stopped in the middle, over a restart', async () => {
    await using place = await newPlace();
    const seen: number[] = [];
    {
      await using stores = await place.open();
      await fill(stores);
      await using indexer = stores.indexer();
      const stopping = new AbortController();
      const stopped = indexer.rebuild({
        signal: stopping.signal,
        onProgress: ({ records }) => {
          if (records >= 100) stopping.abort(new Error('stopped'));
        },
      });
      await expect(stopped).rejects.toThrow('stopped');
      expect((await stores.index.status()).indexVersion).toBe('products-1');
      await stores.catalog.deleteSources([productId('p000')]);
    }
    await using stores = await place.open();
    await using indexer = stores.indexer();
    expect(await indexer.rebuild({ onProgress: ({ records }) => void seen.push(records) })).toBe('products-2');
    expect(Math.max(...seen)).toBeLessThan(231);
    expect(Object.keys(await indexed(stores))).toHaveLength(229);
    indexer.start();
    await settle(stores, indexer);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('goes on by itself where the index has no room for a while, and says so', async () => {
    await using stores = await openStores();
    await stores.catalog.putSources(MANY);
    let failures = 3;
    await using indexer = indexerWith(stores, (next) => ({
      async write(...written) {
        // Of two ranges at once each counts for itself.
        if (written[0].length > 0 && (await stores.catalog.countProducts()) > 100 && failures > 0) {
          failures -= 1;
          throw new AppError('SEARCH_INDEX_UNAVAILABLE', 'Too many requests.');
        }
        await next.write(...written);
      },
    }));
    expect(await indexer.rebuild()).toBe('products-2');
    expect(failures).toBe(0);
    expect(stores.log.filter((message) => message.includes('goes on where it stopped')).length).toBeGreaterThan(0);
    expect(Object.keys(await indexed(stores))).toHaveLength(MANY.length);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('scans once, though the index is away when all is scanned and it should go live', async () => {
    await using stores = await openStores();
    await stores.catalog.putSources(MANY);
    let failures = 2;
    await using indexer = indexerWith(stores, (next) => ({
      async swap(signal) {
        failures -= 1;
        if (failures >= 0) throw new AppError('SEARCH_INDEX_UNAVAILABLE', 'Not now.');
        await next.swap(signal);
      },
    }));
    const phases: string[] = [];
    expect(await indexer.rebuild({ onProgress: ({ phase }) => void phases.push(phase) })).toBe('products-2');
    expect(phases.lastIndexOf('scan')).toBeLessThan(phases.indexOf('follow'));
    expect(Object.keys(await indexed(stores))).toHaveLength(MANY.length);
    indexer.start();
    await settle(stores, indexer);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('begins again where the changes since it began are gone', async () => {
    await using place = await newPlace();
    await using stores = await place.open();
    await fill(stores);
    await using indexer = stores.indexer();
    const stopping = new AbortController();
    await expect(indexer.rebuild({ signal: stopping.signal, onProgress: () => stopping.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    await stores.catalog.deleteSources([productId('p000')]);
    await stores.catalog.putSources([record('p001', { title: 'changed' })]);
    await stores.loseHistory();
    expect(await indexer.rebuild()).toBe('products-2');
    expect(await indexed(stores)).toMatchObject({ p001: 'changed' });
    indexer.start();
    await settle(stores, indexer);
    expect(Object.keys(await indexed(stores))).toHaveLength(229);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('goes on where it stopped though the changes since it began are gone, for it followed them while it scanned', async () => {
    await using place = await newPlace();
    await using stores = await place.open();
    await fill(stores);
    let written: Promise<unknown> = Promise.resolve();
    // The scan waits for the write, so that it comes before the place where changes are followed next.
    const afterWrite = (next: IndexRebuild): Partial<IndexRebuild> => ({
      async write(...args) {
        await written;
        await next.write(...args);
      },
    });
    await using indexer = indexerWith(stores, afterWrite, { rangeSize: 10 });
    const stopping = new AbortController();
    const change = async (): Promise<void> => {
      await stores.catalog.putSources([record('p000', { title: 'changed' })]);
      // Of the two only this leaves nothing behind by which it could be known without history.
      await stores.catalog.deleteSources([productId('p001')]);
    };
    const stopped = indexer.rebuild({
      signal: stopping.signal,
      onProgress: ({ records }) => {
        if (records === 100) written = change();
        if (records === 200) stopping.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    await stores.loseHistory();
    let records = 0;
    expect(await indexer.rebuild({ onProgress: (progress) => void (records = progress.records) })).toBe('products-2');
    expect(records).toBe(31);
    const titles = await indexed(stores);
    expect(titles).toMatchObject({ p000: 'changed' });
    expect(titles).not.toHaveProperty('p001');
    expect(stores.log.filter((message) => message.includes('begins again'))).toEqual([]);
    indexer.start();
    await settle(stores, indexer);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('gives up where the changes are gone before its end, again and again, and says what to do', async () => {
    await using stores = await openStores();
    await fill(stores);
    await using indexer = indexerWith(stores, () => ({
      async swap() {
        throw new AppError('CHANGE_HISTORY_LOST', 'Gone.');
      },
    }));
    await expect(indexer.rebuild()).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST', message: expect.stringContaining('larger oplog') });
    expect(stores.log.filter((message) => message.includes('begins again'))).toHaveLength(5);
    expect((await stores.index.status()).indexVersion).toBe('products-1');
  });

  it('applies a changed mapping to everything, and goes back the same way', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    indexer.start();
    const roll = async (title: string): Promise<unknown> => {
      await stores.catalog.putMapping('shop', { id: 'id', title });
      await indexer.rebuild();
      return indexed(stores);
    };
    await stores.catalog.putMapping('shop', { id: 'id', title: 'en' });
    await stores.catalog.putSources([{ ...record('a', { en: 'lamp', zh: '灯' }), mapping: 'shop' }]);
    await settle(stores, indexer);
    expect(await indexed(stores)).toEqual({ a: 'lamp' });
    expect(await roll('zh')).toEqual({ a: '灯' });
    expect(await roll('en')).toEqual({ a: 'lamp' });
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('brings a changed mapping to all records where it was stopped in the middle under the former one, over a restart', async () => {
    await using place = await newPlace();
    {
      await using stores = await place.open();
      await stores.catalog.putMapping('shop', { id: 'id', title: 'en' });
      await stores.catalog.putSources(MANY.map(({ id }) => ({ ...record(id, { en: 'lamp', zh: '灯' }), mapping: 'shop' })));
      await using indexer = stores.indexer();
      const stopping = new AbortController();
      await expect(indexer.rebuild({ signal: stopping.signal, onProgress: ({ records }) => records >= 100 && stopping.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    }
    await using stores = await place.open();
    await stores.catalog.putMapping('shop', { id: 'id', title: 'zh' });
    await using indexer = stores.indexer();
    expect(await indexer.rebuild()).toBe('products-2');
    expect(new Set(Object.values(await indexed(stores)))).toEqual(new Set(['灯']));
    expect(Object.keys(await indexed(stores))).toHaveLength(MANY.length);
    expect((await indexer.verify()).differences).toEqual([]);
  });

  it('keeps the last good state of a record that is refused now', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    indexer.start();
    await stores.catalog.putSources([record('a'), record('b')]);
    await settle(stores, indexer);
    await stores.catalog.putSources([record('a', { title: '' })]);
    await settle(stores, indexer);
    await indexer.rebuild();
    expect(await indexed(stores)).toEqual({ a: 'Title of a', b: 'Title of b' });
    expect((await indexer.verify()).differences).toEqual([]);
  });
});
