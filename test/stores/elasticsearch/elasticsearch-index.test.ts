import { Client } from '@elastic/elasticsearch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupId, productId } from '../../../schema/ids.ts';
import { openElasticsearchIndex } from '../../../stores/elasticsearch/index.ts';
import { checksumOf } from '../../../stores/ports/checksum.ts';
import type { Product } from '../../../stores/ports/product.ts';
import type { ProductIndex } from '../../../stores/ports/product-index.ts';
import type { IndexOperation } from '../../../stores/ports/search-index.ts';
import { product, version } from '../../contracts/support/samples.ts';
import { dropIndexes } from '../../support/drop-indexes.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { BROWSE, idsIn, put, remove } from './support/operations.ts';

const { elasticsearchUrl: url } = SERVERS;

describe.skipIf(url === null)('the search index on Elasticsearch', { timeout: 60_000 }, () => {
  let namespace: string;
  let index: ProductIndex;
  let client: Client;
  const open = (): Promise<ProductIndex> => openElasticsearchIndex({ url: url!, namespace, alias: 'products', now: () => 1 });

  beforeEach(async () => {
    namespace = uniqueNamespace();
    index = await open();
    client = new Client({ node: url! });
  });
  afterEach(async () => {
    await index[Symbol.asyncDispose]();
    await client.close();
    await dropIndexes(url!, namespace);
  });

  it('tells versions apart that no JavaScript number can', async () => {
    const newer = 2n ** 62n + 1n;
    await index.write([put('a', newer, 'newer'), put('a', newer - 1n, 'older'), remove('b', newer), put('b', newer - 1n)], null);
    const [found] = await index.documentsByIds([productId('a')]);
    expect(found).toMatchObject({ version: newer, product: { title: 'newer' } });
    expect(await index.scan(null, 10)).toMatchObject([{ id: 'a', version: newer }]);
  });

  it('keeps 5,000 attributes in the fields of its mapping, and filters and counts by each', async () => {
    const attributes = Array.from({ length: 5_000 }, (_, i) => ({ name: `Feature ${i}`, kind: i % 2 === 0 ? ('text' as const) : ('number' as const), values: [String(i)] }));
    await index.write(Array.from({ length: 50 }, (_, i) => putProduct(product(`p${i}`, { attributes: attributes.slice(100 * i, 100 * (i + 1)) }))), null);
    const { ids, facets } = await index.recall({
      ...BROWSE,
      filters: [{ field: 'attributes.feature 4999', values: null, range: { min: 4_000, max: null } }],
      facets: ['attributes.feature 4999', 'attributes.feature 4998'],
    });
    expect(ids).toEqual(['p49']);
    expect(facets).toEqual([
      { field: 'attributes.feature 4999', buckets: [], stats: { min: 4_999, max: 4_999 } },
      { field: 'attributes.feature 4998', buckets: [{ value: '4998', label: '4998', count: 1 }], stats: null },
    ]);
    const [mapping] = Object.values(await client.indices.getMapping({ index: `${namespace}-products` }));
    expect(JSON.stringify(mapping)).not.toContain('eature 4');
  });

  it('takes ids that are longer than an _id may be', async () => {
    const long = 'x'.repeat(600);
    await index.write([put(long, 2), put('short', 2)], null);
    await index.write([put(long, 1, 'older')], null);
    expect(await idsIn(index)).toEqual(['short', long]);
    expect((await index.documentsByIds([productId(long)]))[0]?.product.title).toBe(`Title of ${long}`);
    expect(await index.scan(productId('short'), 5)).toMatchObject([{ id: long }]);
  });

  it('fills a list with other groups where variants took their places', async () => {
    const group = groupId('g');
    const variants = Array.from({ length: 9 }, (_, i) => putProduct(product(`a${i}`, { groupId: group })));
    await index.write([...variants, ...['b', 'c', 'd'].map((id) => put(id))], null);
    for (const candidates of [0, 1, 3]) {
      const { ids, total } = await index.recall({ ...BROWSE, limit: 3, candidates });
      expect([candidates, ids, total]).toEqual([candidates, ['a0', 'b', 'c'], 4]);
    }
  });

  it('shows another process what was written as soon as that process learns how far the index is', async () => {
    await using other = await open();
    const { indexVersion } = await index.position();
    await index.write([put('a')], { token: 't' as never, version: version(7), indexVersion });
    expect((await other.position()).checkpoint?.version).toBe(7n);
    expect(await idsIn(other)).toEqual(['a']);
  });

  it('lets a process that knew only the generation before read and write the one that another swapped in', async () => {
    await using other = await open();
    await index.write([put('old')], null);
    expect(await idsIn(index)).toEqual(['old']);
    const rebuild = await other.beginRebuild('products-2', null);
    await rebuild.write([put('new')], { checkpoint: null, scannedTo: null });
    await rebuild.swap();
    expect(await idsIn(index)).toEqual(['new']);
    await index.write([put('late')], null);
    expect(await idsIn(index)).toEqual(['late', 'new']);
  });

  it('keeps vectors flat while a generation is filled, and in a graph once it is live and large', async () => {
    await using embedding = await openElasticsearchIndex({ url: url!, namespace, alias: 'embedded', now: () => 1, embeddings: { version: 'test', dimensions: 4 }, graphFrom: 1 });
    const form = async (generation: string): Promise<unknown> => {
      const [index] = Object.values(await client.indices.getMapping({ index: `${namespace}-${generation}-*` }));
      return index!.mappings.properties!['direction'];
    };
    const rebuild = await embedding.beginRebuild('embedded-2', null);
    expect(await form('embedded-2')).toMatchObject({ type: 'dense_vector', index_options: { type: 'flat' } });
    const live = await form('embedded-1');
    expect(live).toMatchObject({ index_options: { type: 'hnsw' } });
    await rebuild.write([put('a')], { checkpoint: null, scannedTo: null });
    await rebuild.swap();
    expect(await form('embedded-2')).toEqual(live);
    await using small = await openElasticsearchIndex({ url: url!, namespace, alias: 'embedded', now: () => 1, embeddings: { version: 'test', dimensions: 4 } });
    await (await small.beginRebuild('embedded-3', null)).swap();
    expect(await form('embedded-3')).toMatchObject({ index_options: { type: 'flat' } });
  });

  it('drops what was begun and never finished, too, when another generation goes live, and nothing of another shop', async () => {
    const [mine, stranger] = [`${namespace}-products-2-0123abcd`, `${namespace}-products-of-another-products-2-0123abcd`];
    for (const name of [mine, stranger]) await client.indices.create({ index: name });
    await (await index.beginRebuild('products-3', null)).swap();
    const left = Object.keys(await client.indices.get({ index: `${namespace}-*` })).map((name) => name.slice(namespace.length));
    expect(left.toSorted()).toEqual([expect.stringMatching(/^-products-3-[0-9a-f]{8}$/), '-products-of-another-products-2-0123abcd']);
  });

  it('makes no index by itself where a write comes for one that is gone', async () => {
    const { name } = (await client.indices.getIndexTemplate({ name: `${namespace}-*` })).index_templates[0]!;
    const gone = name.replace('products-', 'products-9-');
    await expect(client.index({ index: gone, document: {} })).rejects.toMatchObject({ statusCode: 404 });
  });
});

function putProduct(of: Product): IndexOperation {
  return { kind: 'put', document: { id: of.id, version: version(1), checksum: checksumOf(of), product: of, embedding: null } };
}
