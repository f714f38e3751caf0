import { open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { productId } from '../../../schema/ids.ts';
import { type EmbeddedSearchIndex, openEmbeddedSearchIndex } from '../../../stores/embedded/index.ts';
import { checksumOf } from '../../../stores/ports/checksum.ts';
import type { IndexOperation } from '../../../stores/ports/search-index.ts';
import { product, version } from '../../contracts/support/samples.ts';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder.ts';

const COUNT = 300;

describe('the embedded search index on disk', () => {
  let folder: TemporaryFolder;
  let warnings: string[];
  const openIndex = (embeddingVersion = 'encoder-1'): Promise<EmbeddedSearchIndex> =>
    openEmbeddedSearchIndex({ dataDir: folder.path, alias: 'products', now: () => 1, embeddings: { version: embeddingVersion, dimensions: 2 }, log: { warn: (_details, message) => void warnings.push(message) } });

  beforeEach(async () => {
    folder = await temporaryFolder();
    warnings = [];
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const fill = async (): Promise<readonly string[]> => {
    await using index = await openIndex();
    await index.write(Array.from({ length: COUNT }, (_, i) => put(`p${i}`, i + 1)), null);
    await index.write([{ kind: 'delete', id: productId('p7'), version: version(COUNT + 1) }], null);
    return found(index);
  };

  it('answers the same after it was closed and opened', async () => {
    const before = await fill();
    await using index = await openIndex();
    expect(await found(index)).toEqual(before);
    expect(warnings).toEqual([]);
  });

  it('answers the same after its process ended without closing it: what was acknowledged is on disk', async () => {
    const before = await fill();
    // A thread that is left behind has neither closed nor saved anything.
    const left = await openIndex();
    await left.write([put('late', COUNT + 2)], null);
    await using index = await openIndex();
    expect(await found(index)).toEqual([...before, 'late'].toSorted());
    await left[Symbol.asyncDispose]();
  });

  it.each([
    ['is cut off', (path: string, size: number) => truncate(path, Math.floor(size / 2))],
    ['is empty', (path: string) => truncate(path, 0)],
    [
      'has a byte that differs',
      async (path: string, size: number) => {
        await using file = await open(path, 'r+');
        await file.write(Uint8Array.of(0xa5), 0, 1, Math.floor(size * 0.7));
      },
    ],
    ['is something else', (path: string) => writeFile(path, 'not a snapshot')],
  ])('is built from its documents where the snapshot %s, says so, and saves a good one', async (_what, damage) => {
    const before = await fill();
    const path = await snapshotPath(folder.path);
    await damage(path, (await stat(path)).size);
    {
      await using index = await openIndex();
      expect(await found(index)).toEqual(before);
      expect(warnings).toHaveLength(1);
    }
    await using again = await openIndex();
    expect(await found(again)).toEqual(before);
    expect(warnings).toHaveLength(1);
  });

  it('goes on without a snapshot', async () => {
    const before = await fill();
    await rm(await snapshotPath(folder.path));
    await using index = await openIndex();
    expect(await found(index)).toEqual(before);
  });

  const features = (index: EmbeddedSearchIndex) => index.featuresByIds(['p1', 'p2'].map(productId));

  it('keeps stored features and embeddings over a restart, with its snapshot and without', async () => {
    await fill();
    const before = await (async () => {
      await using index = await openIndex();
      return await features(index);
    })();
    expect(before[0]!.embedding).toHaveLength(2);
    await rm(await snapshotPath(folder.path));
    await using index = await openIndex();
    expect(await features(index)).toEqual(before);
    expect(await index.neighbours({ vector: Float32Array.of(0, 1), filters: [], limit: 1 })).toMatchObject([{ id: 'p0', similarity: 1 }]);
  });

  it('gives no embedding of another encoder, takes none of a new one into the old generation, and has them again after a rebuild', async () => {
    await fill();
    await using index = await openIndex('encoder-2');
    expect((await index.status()).embeddingVersion).toBe('encoder-1');
    await index.write([put('p2', COUNT + 2)], null);
    for (const stored of await features(index)) expect(stored!.embedding).toBeNull();
    expect((await index.documentsByIds([productId('p1')]))[0]!.embedding).toBeNull();
    expect(await index.neighbours({ vector: Float32Array.of(0, 1), filters: [], limit: 1 })).toEqual([]);
    const rebuild = await index.beginRebuild('products-2', null);
    await rebuild.write([put('p1', 1)], { checkpoint: null, scannedTo: null });
    await rebuild.swap();
    expect((await index.status()).embeddingVersion).toBe('encoder-2');
    expect((await features(index))[0]!.embedding).toHaveLength(2);
  });

  it('begins a rebuild again that was begun for another encoder', async () => {
    await fill();
    {
      await using index = await openIndex();
      await (await index.beginRebuild('products-2', null)).write([put('p1', 1)], { checkpoint: null, scannedTo: productId('p1') });
    }
    await using index = await openIndex('encoder-2');
    expect((await index.beginRebuild('products-2', null)).scannedTo).toBeNull();
  });

  it('says what to do where the pointer to the live generation is damaged', async () => {
    await fill();
    await writeFile(join(folder.path, 'index.json'), '{"generation": 5}');
    await expect(openIndex()).rejects.toMatchObject({ code: 'SEARCH_INDEX_CORRUPT', message: expect.stringContaining('aisle index rebuild') as string });
  });

  it('removes what a swap left behind', async () => {
    await fill();
    {
      await using index = await openIndex();
      const rebuild = await index.beginRebuild('products-2', null);
      await rebuild.write([put('new', 1)], { checkpoint: null, scannedTo: null });
      await rebuild.swap();
    }
    const files = await readdir(folder.path);
    expect(files.filter((file) => file.includes('products-1'))).toEqual([]);
    expect(JSON.parse(await readFile(join(folder.path, 'index.json'), 'utf8'))).toMatchObject({ generation: 'products-2' });
  });

  it('keeps an unfinished generation over a restart, and goes on with it', async () => {
    await fill();
    {
      await using index = await openIndex();
      const rebuild = await index.beginRebuild('products-2', null);
      await rebuild.write([put('p1', 1)], { checkpoint: { token: 't' as never, version: version(3) }, scannedTo: productId('p1') });
    }
    await using index = await openIndex();
    const rebuild = await index.beginRebuild('products-2', null);
    expect(rebuild).toMatchObject({ scannedTo: 'p1', checkpoint: { version: 3n } });
    await rebuild.swap();
    expect((await index.scan(null, 10)).map(({ id }) => id)).toEqual(['p1']);
  });

  it('clears up after many updates: what was replaced takes no memory', async () => {
    await using index = await openIndex();
    const write = async (round: number): Promise<void> => index.write(Array.from({ length: COUNT }, (_, i) => put(`p${i}`, round * COUNT + i, `${round} word${round}`)), null);
    await write(1);
    const once = await index.memoryBytes();
    for (let round = 2; round <= 30; round++) await write(round);
    await index.snapshot();
    expect(await index.memoryBytes()).toBeLessThan(3 * once);
    expect(await found(index)).toHaveLength(COUNT);
  });
});

function put(id: string, at: number, title = `lamp ${id}`): IndexOperation {
  const of = product(id, { title });
  return { kind: 'put', document: { id: of.id, version: version(at), checksum: checksumOf(of), product: of, embedding: Float32Array.of(Number(id.slice(1)) || 0, 1) } };
}

async function found(index: EmbeddedSearchIndex): Promise<readonly string[]> {
  const { ids } = await index.recall({
    text: '', locale: null, matching: 'any', prefix: false, filters: [], sort: 'RELEVANCE', limit: 10_000, candidates: 0, facets: [],
  });
  return ids.toSorted();
}

async function snapshotPath(folder: string): Promise<string> {
  return join(folder, (await readdir(folder)).find((file) => file.endsWith('.snapshot'))!);
}
