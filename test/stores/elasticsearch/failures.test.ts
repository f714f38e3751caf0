import { Client } from '@elastic/elasticsearch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { productId } from '../../../schema/ids.ts';
import { openElasticsearchIndex } from '../../../stores/elasticsearch/index.ts';
import type { ProductIndex } from '../../../stores/ports/product-index.ts';
import { dropIndexes } from '../../support/drop-indexes.ts';
import { freePort } from '../../support/free-port.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { BROWSE, idsIn, put } from './support/operations.ts';
import { type ProxiedAnswer, type Proxy, startProxy } from './support/start-proxy.ts';

const { elasticsearchUrl: url } = SERVERS;

/** What Elasticsearch answers where memory is short for a request (its circuit breaker). */
const BREAKER: ProxiedAnswer = { status: 429, body: JSON.stringify({ error: { type: 'circuit_breaking_exception', reason: '[parent] Data too large' }, status: 429 }) };

it('says at once that nobody answers, and no password', async () => {
  const opening = openElasticsearchIndex({ url: `http://elastic:hidden@127.0.0.1:${await freePort()}`, namespace: 'aisle', alias: 'products', now: () => 1 });
  await expect(opening).rejects.toMatchObject({ code: 'SEARCH_INDEX_UNAVAILABLE', message: expect.not.stringContaining('hidden') as string });
});

describe.skipIf(url === null)('Elasticsearch behind a bad network, or full', () => {
  let proxy: Proxy;
  let namespace: string;
  let index: ProductIndex;

  beforeEach(async () => {
    proxy = await startProxy(url!);
    namespace = uniqueNamespace();
    index = await openElasticsearchIndex({ url: proxy.url, namespace, alias: 'products', now: () => 1, random: () => 0, readMs: 500 });
  });
  afterEach(async () => {
    await index[Symbol.asyncDispose]();
    await proxy[Symbol.asyncDispose]();
    await dropIndexes(url!, namespace);
  });

  it('gives a search up at its deadline', async () => {
    proxy.treat(() => 'stall');
    await expect(index.recall(BROWSE)).rejects.toMatchObject({ code: 'SEARCH_INDEX_UNAVAILABLE' });
  });

  it('gives every call up with the reason of its signal while it waits', async () => {
    proxy.treat(() => 'stall');
    const reason = new Error('the shopper has left');
    for (const call of [
      (signal: AbortSignal) => index.recall(BROWSE, signal),
      (signal: AbortSignal) => index.documentsByIds([productId('a')], signal),
      (signal: AbortSignal) => index.write([put('a')], null, signal),
      (signal: AbortSignal) => index.position(signal),
      (signal: AbortSignal) => index.beginRebuild('products-2', null, signal),
    ]) {
      const left = new AbortController();
      const called = call(left.signal);
      left.abort(reason);
      await expect(called).rejects.toBe(reason);
    }
  });

  it('asks again over a new connection where one broke', async () => {
    await index.write([put('a')], null);
    let broken = 0;
    proxy.treat(() => (broken++ === 0 ? 'drop' : 'forward'));
    expect(await idsIn(index)).toEqual(['a']);
  });

  it('asks once more where there was no room for a search, and then says so', async () => {
    await index.write([put('a')], null);
    let refused = 0;
    const refuse = (times: number) => proxy.treat(({ path }) => (path.endsWith('/_msearch') && refused++ < times ? async () => BREAKER : 'forward'));
    refuse(1);
    expect(await idsIn(index)).toEqual(['a']);
    refuse(Infinity);
    await expect(index.recall(BROWSE)).rejects.toMatchObject({ code: 'SEARCH_INDEX_UNAVAILABLE' });
    expect(refused).toBe(4);
  });

  it('sends a bulk that is refused as a whole again in halves, later, and loses nothing', async () => {
    const sizes: number[] = [];
    proxy.treat(({ path, body }) => {
      if (!path.endsWith('/_bulk')) return 'forward';
      const size = operationsOf(body).length;
      sizes.push(size);
      return size > 30 ? async () => BREAKER : 'forward';
    });
    const ids = Array.from({ length: 100 }, (_, i) => `p${i}`);
    await index.write(ids.map((id) => put(id)), null);
    expect(sizes).toEqual([100, 50, 25, 25, 50, 25, 25]);
    expect(await idsIn(index)).toEqual(ids.toSorted());
  });

  it('makes a request smaller that is too large for the server', async () => {
    proxy.treat(({ path, body }) => (path.endsWith('/_bulk') && body.length > 20_000 ? async () => ({ status: 413, body: '' }) : 'forward'));
    const ids = Array.from({ length: 60 }, (_, i) => `p${i}`);
    await index.write(ids.map((id) => put(id)), null);
    expect(await idsIn(index)).toEqual(ids.toSorted());
  });

  it('sends again what was refused of a bulk, and later states of it, so that they stay in order', async () => {
    let bulks = 0;
    proxy.treat(({ path, body }) => {
      if (!path.endsWith('/_bulk') || bulks++ > 0) return 'forward';
      // Every third operation finds the queue full.
      return async (send) => {
        const operations = operationsOf(body);
        const taken = await send(operations.filter((_operation, place) => place % 3 !== 0).join(''));
        const { items } = JSON.parse(taken.body) as { items: object[] };
        const refused = { index: { status: 429, error: { type: 'es_rejected_execution_exception' } } };
        return { status: 200, body: JSON.stringify({ errors: true, items: operations.map((_operation, place) => (place % 3 === 0 ? refused : items.shift())) }) };
      };
    });
    const ids = Array.from({ length: 10 }, (_, i) => `p${i}`);
    // The first of the equal versions is refused, the second is not: yet the second must stand.
    await index.write([put('twice', 5, 'first'), put('twice', 5, 'second'), ...ids.map((id) => put(id))], null);
    expect(await idsIn(index)).toEqual([...ids, 'twice'].toSorted());
    expect((await index.documentsByIds([productId('twice')]))[0]?.product.title).toBe('second');
    expect(bulks).toBe(2);
  });

  it('stores no checkpoint of operations that are not written, also where half of them were', async () => {
    const { indexVersion } = await index.position();
    proxy.treat(({ path, body }) => (path.endsWith('/_bulk') ? async (send) => (await send(operationsOf(body)[0]!), { status: 500, body: '{}' }) : 'forward'));
    const checkpoint = { token: 't' as never, version: 9n as never, indexVersion };
    await expect(index.write([put('a', 8), put('b', 9)], checkpoint)).rejects.toMatchObject({ code: 'SEARCH_INDEX_UNAVAILABLE' });
    proxy.treat(() => 'forward');
    expect((await index.position()).checkpoint).toBeNull();
    await index.write([put('a', 8), put('b', 9)], checkpoint);
    expect(await idsIn(index)).toEqual(['a', 'b']);
    expect((await index.position()).checkpoint?.version).toBe(9n);
  });

  it('says that the disk is full where Elasticsearch has closed its indexes to writes, and reads on', async () => {
    await index.write([put('a')], null);
    // What its disk watermark does to every index.
    const client = new Client({ node: url! });
    await client.indices.putSettings({ index: `${namespace}-products`, settings: { 'blocks.read_only_allow_delete': true } });
    await expect(index.write([put('b')], null)).rejects.toMatchObject({ code: 'STORE_FULL' });
    expect(await idsIn(index)).toEqual(['a']);
    await client.indices.putSettings({ index: `${namespace}-products`, settings: { 'blocks.read_only_allow_delete': null } });
    await client.close();
    await index.write([put('b')], null);
    expect(await idsIn(index)).toEqual(['a', 'b']);
  });
});

/** Pairs of lines. */
function operationsOf(body: string): string[] {
  const lines = body.split('\n').filter((line) => line !== '');
  return Array.from({ length: lines.length / 2 }, (_, i) => `${lines[2 * i]}\n${lines[2 * i + 1]}\n`);
}
