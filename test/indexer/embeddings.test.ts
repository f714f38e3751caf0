import { expect, it } from 'vitest';
import { createIndexer, type Indexer } from '../../indexer/index.ts';
import { productId } from '../../schema/ids.ts';
import type { TextEncoder } from '../../search/index.ts';
import { createLeases, createRangeWork, type EmbeddedCatalog, type EmbeddedSearchIndex, openEmbeddedCatalog, openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { record } from './support.ts';

/** Tells titles apart by their length; null for a title that begins with "?". */
function lengthEncoder(version: string, turned: boolean): TextEncoder {
  const encode = (text: string): Float32Array | null => {
    const angle = text.length / 20;
    if (text.startsWith('?')) return null;
    return turned ? Float32Array.of(Math.sin(angle), Math.cos(angle)) : Float32Array.of(Math.cos(angle), Math.sin(angle));
  };
  return {
    version,
    dimensions: 2,
    precision: 'words',
    knowsWord: () => false,
    encodeQuery: async (text) => encode(text),
    encodeProducts: async (products) => products.map(({ title }) => encode(title)),
  };
}

interface Opened extends AsyncDisposable {
  readonly catalog: EmbeddedCatalog;
  readonly index: EmbeddedSearchIndex;
  readonly indexer: Indexer;
}

async function open(dataDir: string, encoder: TextEncoder): Promise<Opened> {
  await using opened = new AsyncDisposableStack();
  const log = { info() {}, warn() {}, error() {} };
  const catalog = opened.use(await openEmbeddedCatalog({ dataDir, now: () => 1 }));
  const index = opened.use(await openEmbeddedSearchIndex({ dataDir, alias: 'products', now: () => 1, log, embeddings: encoder }));
  const indexer = opened.use(createIndexer({ feed: catalog, catalog, products: catalog, quarantine: catalog, index, encoder, leases: createLeases(), work: createRangeWork({ concurrency: 2 }), rangeSize: 50, log, now: () => 1 }));
  indexer.start();
  const resources = opened.move();
  return { catalog, index, indexer, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

const embeddingOf = async ({ index }: Opened, id: string): Promise<readonly number[] | null> => {
  const [stored] = await index.featuresByIds([productId(id)]);
  return stored?.embedding == null ? null : Array.from(stored.embedding, (value) => Math.round(value * 50) / 50);
};
const near = (vector: Float32Array): readonly number[] => Array.from(vector, (value) => Math.round(value * 50) / 50);
const settled = async ({ catalog, indexer }: Opened): Promise<void> => {
  expect(await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 20_000 })).toBe(true);
};

it('gives products their embeddings, follows their changes, and embeds all anew for another encoder, by itself', async () => {
  await using folder = await temporaryFolder();
  const [first, second] = [lengthEncoder('first', false), lengthEncoder('second', true)];
  {
    await using shop = await open(folder.path, first);
    await shop.catalog.putSources([record('a', { title: 'A short title' }), record('b', { title: '? unknown' })]);
    await settled(shop);
    expect(await embeddingOf(shop, 'a')).toEqual(near((await first.encodeQuery('A short title'))!));
    expect(await embeddingOf(shop, 'b')).toBeNull();
    await shop.catalog.putSources([record('a', { title: 'Another, longer title' })]);
    await settled(shop);
    expect(await embeddingOf(shop, 'a')).toEqual(near((await first.encodeQuery('Another, longer title'))!));
  }
  await using shop = await open(folder.path, second);
  // What comes while all is embedded anew is not lost.
  await shop.catalog.putSources([record('late', { title: 'Late' })]);
  await expect.poll(async () => (await shop.index.status()).embeddingVersion, { timeout: 20_000 }).toBe('second');
  await settled(shop);
  expect(await embeddingOf(shop, 'a')).toEqual(near((await second.encodeQuery('Another, longer title'))!));
  expect(await embeddingOf(shop, 'late')).toEqual(near((await second.encodeQuery('Late'))!));
  expect((await shop.indexer.verify()).differences).toEqual([]);
});
