import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIndexer, type Indexer } from '../../../indexer/index.ts';
import { productId } from '../../../schema/ids.ts';
import { type IndexSchema, indexSchema, openElasticsearchIndex, withId } from '../../../stores/elasticsearch/index.ts';
import { createLeases, createRangeWork, type EmbeddedCatalog, openEmbeddedCatalog } from '../../../stores/embedded/index.ts';
import type { ProductIndex } from '../../../stores/ports/product-index.ts';
import type { RangeWork } from '../../../stores/ports/range-work.ts';
import { openRedisRangeWork } from '../../../stores/redis/index.ts';
import { dropIndexes } from '../../support/drop-indexes.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { redisNamespaces } from '../redis/redis-namespaces.ts';
import { BROWSE } from './support/operations.ts';

const { elasticsearchUrl: url, redisUrl } = SERVERS;
const log = { info() {}, warn() {}, error() {} };

/** Products that are there throughout. */
const STEADY = 40;

const OLD = indexSchema(0);
/** Another analyzer, and a field to count by, as a next release may have them. */
const NEW = withId({
  settings: {
    ...OLD.settings,
    analysis: { ...OLD.settings.analysis, analyzer: { terms: { type: 'custom', tokenizer: 'terms', filter: ['unique_terms'] } }, filter: { unique_terms: { type: 'limit', max_token_count: 50_000 } } },
  },
  mappings: { ...OLD.mappings, properties: { ...OLD.mappings.properties, condition: { type: 'keyword' } } },
});

describe.skipIf(url === null)('a change of the mapping, under searches and writes', () => {
  let namespace: string;
  let catalog: EmbeddedCatalog;
  let leases: ReturnType<typeof createLeases>;
  const disposables: AsyncDisposable[] = [];

  beforeEach(async () => {
    namespace = uniqueNamespace();
    leases = createLeases();
    catalog = await openEmbeddedCatalog({ dataDir: ':memory:', now: () => 1 });
  });
  afterEach(async () => {
    for (const disposable of disposables.splice(0).toReversed()) await disposable[Symbol.asyncDispose]();
    await catalog[Symbol.asyncDispose]();
    await dropIndexes(url!, namespace);
  });

  /** One process of a release: its own connection, and an indexer where it is asked to follow. */
  const open = async (schema: IndexSchema): Promise<ProductIndex> => {
    const index = await openElasticsearchIndex({ url: url!, namespace, alias: 'products', now: () => 1, schema });
    disposables.push(index);
    return index;
  };
  const startIndexer = (index: ProductIndex, work: RangeWork = createRangeWork({ concurrency: 1 })): Indexer => {
    const indexer = createIndexer({ feed: catalog, catalog, products: catalog, quarantine: catalog, index, leases, work, rangeSize: 10, log, now: () => 1 });
    indexer.start();
    return indexer;
  };

  it('is rolled out and back without a failed search or a lost write', async () => {
    await catalog.putSources(Array.from({ length: STEADY }, (_, i) => source(`steady-${i}`, 'steady lamp')));
    const before = await open(OLD);
    let indexer = startIndexer(before);
    await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 100_000 });

    // Another process finds what this one wrote within the refresh interval, not at once.
    const readers = [before, await open(NEW)];
    for (const reader of readers) await expect.poll(async () => (await reader.recall(BROWSE)).total, { timeout: 100_000 }).toBe(STEADY);

    const load = { done: false };
    const writing = writeUntil(load);
    const searching = readers.map((reader) => searchUntil(load, reader));

    const generations: string[] = [];
    for (const schema of [NEW, OLD]) {
      // The new release starts while the one before it still follows, and takes over.
      const after = await open(schema);
      expect((await after.status()).current).toBe(false);
      const next = startIndexer(after);
      await expect.poll(async () => (await after.status()).current, { timeout: 100_000 }).toBe(true);
      await indexer[Symbol.asyncDispose]();
      indexer = next;
      generations.push((await after.status()).indexVersion);
    }
    load.done = true;
    const [written, ...searches] = await Promise.all([writing, ...searching]);

    expect(generations).toEqual(['products-2', 'products-3']);
    expect(Math.min(...searches)).toBeGreaterThan(2);
    expect(await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 100_000 })).toBe(true);
    expect(await indexer.verify()).toMatchObject({ differences: [] });
    expect((await before.status()).documents).toBe(STEADY + written);
    await indexer[Symbol.asyncDispose]();
  }, 300_000);

  it.skipIf(redisUrl === null)('is filled by its own release only, where indexers of two share their work over one Redis', async () => {
    const work = async (index: ProductIndex): Promise<RangeWork> => {
      const shared = await openRedisRangeWork({ url: redisUrl!, namespace, form: index.form, log, concurrency: 1 });
      disposables.push(shared);
      return shared;
    };
    await using spaces = redisNamespaces(redisUrl!);
    await spaces.use(async (name) => {
      namespace = name;
      await catalog.putSources(Array.from({ length: 300 }, (_, i) => source(`steady-${i}`, 'steady lamp')));
      const [before, after] = [await open(OLD), await open(NEW)];
      await using old = startIndexer(before, await work(before));
      await old.caughtUp((await catalog.head()).version, { timeoutMs: 100_000 });
      await using next = startIndexer(after, await work(after));
      await expect.poll(async () => (await after.status()).current, { timeout: 100_000 }).toBe(true);
      expect(await next.verify()).toMatchObject({ checked: 300, differences: [] });
      return { async [Symbol.asyncDispose]() {} };
    });
  }, 300_000);

  /** Gives the number of products written. */
  async function writeUntil(load: { readonly done: boolean }): Promise<number> {
    let written = 0;
    for (; !load.done; written++) {
      await catalog.putSources([source(`written-${written}`, `written ${written}`)]);
      await sleep(20);
    }
    return written;
  }
});

/** Searches must find all that is there throughout, by words and by browsing, whichever generation answers. Gives their number. */
async function searchUntil(load: { readonly done: boolean }, index: ProductIndex): Promise<number> {
  let searches = 0;
  for (; !load.done; searches++) {
    const found = await index.recall({ ...BROWSE, text: 'steady lamp', candidates: 10, facets: ['brand', 'price'] });
    expect(found.total).toBe(STEADY);
    expect((await index.recall(BROWSE)).total).toBeGreaterThanOrEqual(STEADY);
    await sleep(5);
  }
  return searches;
}

function source(id: string, title: string) {
  return { id: productId(id), mapping: null, record: { id, title, brand: 'Acme' }, origin: null };
}
