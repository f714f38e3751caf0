import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/errors.ts';
import { changeVersion, productId } from '../../schema/ids.ts';
import type { QuarantinedRecord } from '../../stores/ports/quarantine-store.ts';
import { EMPTY_STATUS, indexWith, NOW, openCatalogShop, statusAt } from './catalog-shop.ts';
import { plain, run } from './support.ts';

const UPSERT = 'mutation ($products: [ProductInput!]!) { upsertProducts(products: $products) { accepted userErrors { path code message } } }';
const DELETE = 'mutation ($ids: [ID!]!) { deleteProducts(ids: $ids) { deleted userErrors { path code } } }';
const REPLAY = 'mutation ($ids: [ID!]!) { replayQuarantined(ids: $ids) { replayed stillQuarantined } }';

describe('upsertProducts', () => {
  it('stores the input as received, and refuses the bad beside the good', async () => {
    await using shop = await openCatalogShop();
    const good = { id: 'a', title: 'A', price: { amount: 100, currency: 'EUR' }, brand: null, releasedAt: '2026-01-31T12:00:00+02:00' };
    const bad = { id: 'b', title: ' ', price: { amount: -1, currency: 'EUR' } };
    const response = await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products: [bad, good] } });
    expect(plain(response)).toMatchObject({
      data: { upsertProducts: { accepted: 1, userErrors: [{ path: ['products', '0', 'title'], code: 'BLANK' }, { path: ['products', '0', 'price', 'amount'], code: 'NEGATIVE' }] } },
    });
    expect(response.errors).toBeUndefined();
    expect(await shop.catalog.sourcesByIds([productId('a'), productId('b')])).toEqual([
      { id: 'a', mapping: null, origin: null, version: changeVersion(1), receivedAtMs: NOW, record: { ...good, releasedAt: '2026-01-31T10:00:00.000Z' } },
    ]);
  });

  it('takes literals as it takes variables', async () => {
    await using shop = await openCatalogShop();
    const literal = 'mutation { upsertProducts(products: [{ id: "a", title: "A", attributes: [{ name: "Colour", values: ["red"] }] }]) { accepted } }';
    expect(plain(await run(shop.subgraph, literal, { role: 'ADMIN' }))).toEqual({ data: { upsertProducts: { accepted: 1 } } });
    expect(await shop.catalog.sourcesByIds([productId('a')])).toMatchObject([{ record: { id: 'a', title: 'A', attributes: [{ name: 'Colour', values: ['red'] }] } }]);
  });

  it('answers when the index has the write, so that the writer finds it', async () => {
    const asked: number[] = [];
    await using shop = await openCatalogShop(() => ({
      index: indexWith(async () => statusAt(asked.push(asked.length) - 1)),
    }));
    const products = ['a', 'b', 'c'].map((id) => ({ id, title: id }));
    await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products } });
    // The write is change 3; the index tells of 0, 1 and 2 before.
    expect(asked).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ['does not get there', async () => EMPTY_STATUS, 0],
    ['cannot be asked', () => Promise.reject(new AppError('SEARCH_INDEX_UNAVAILABLE', 'gone')), 1],
  ])('stands where the index %s', async (_what, status, logged) => {
    await using shop = await openCatalogShop(() => ({ index: indexWith(status) }));
    const response = await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products: [{ id: 'a', title: 'A' }] } });
    expect(plain(response)).toEqual({ data: { upsertProducts: { accepted: 1, userErrors: [] } } });
    expect(shop.log.entries).toHaveLength(logged);
  });

  it('takes 1,000 products, and refuses more as a whole', async () => {
    await using shop = await openCatalogShop();
    const products = Array.from({ length: 1_001 }, (_, index) => ({ id: `p${index}`, title: 'P' }));
    const many = await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products } });
    expect(many).toMatchObject({ errors: [{ message: 'products: expected at most 1000, got 1001.', extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(shop.calls).toEqual([]);
    const full = await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products: products.slice(1) } });
    expect(plain(full)).toEqual({ data: { upsertProducts: { accepted: 1_000, userErrors: [] } } });
    expect(shop.calls).toEqual(['putSources']);
  });

  it('writes nothing where nothing is accepted', async () => {
    await using shop = await openCatalogShop();
    await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products: [{ id: '', title: '' }] } });
    expect(shop.calls).toEqual([]);
  });

  it('says UNAVAILABLE where the catalog store cannot take it', async () => {
    await using shop = await openCatalogShop((catalog) => ({
      catalog: { ...catalog, putSources: () => Promise.reject(new AppError('STORE_FULL', 'no space on /var/aisle')) },
    }));
    const response = await run(shop.subgraph, UPSERT, { role: 'ADMIN', variables: { products: [{ id: 'a', title: 'A' }] } });
    expect(response).toMatchObject({ data: { upsertProducts: null }, errors: [{ extensions: { code: 'UNAVAILABLE', reason: 'STORE_FULL' } }] });
    expect(JSON.stringify(response)).not.toContain('/var/aisle');
  });
});

describe('deleteProducts', () => {
  it('counts what was there, and points at ids that cannot be', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putSources(['a', 'b'].map((id) => ({ id: productId(id), mapping: null, record: {}, origin: null })));
    const response = await run(shop.subgraph, DELETE, { role: 'ADMIN', variables: { ids: ['a', ' ', 'unknown', 'b'] } });
    expect(plain(response)).toEqual({ data: { deleteProducts: { deleted: 2, userErrors: [{ path: ['ids', '1'], code: 'BLANK' }] } } });
    expect(await shop.catalog.sourcesByIds([productId('a'), productId('b')])).toEqual([]);
  });
});

describe('quarantine', () => {
  it('is paged newest first, each record with its reasons and its source', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putQuarantined([0, 1, 2].map((age) => quarantined(`q${age}`, { atMs: NOW - age })));
    const query = 'query ($after: String) { quarantine(first: 2, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id at source reasons { code field message } } } } }';
    const page = async (after: string | null) =>
      plain((await run(shop.subgraph, query, { role: 'MERCHANDISER', variables: { after } })).data!['quarantine']) as {
        edges: { cursor: string; node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
      };
    const first = await page(null);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(first.edges[0]?.node).toEqual({
      id: 'q0',
      at: '2026-02-01T13:00:00.000Z',
      source: '{"id":"q0","price":-1}',
      reasons: [{ code: 'TITLE_MISSING', field: 'title', message: 'Expected a title, got none.' }],
    });
    expect([first.pageInfo.startCursor, first.pageInfo.endCursor]).toEqual(first.edges.map(({ cursor }) => cursor));
    const second = await page(first.pageInfo.endCursor);
    expect(second).toMatchObject({ edges: [{ node: { id: 'q2' } }], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    expect((await page(first.edges[0]!.cursor)).edges.map(({ node }) => node.id)).toEqual(['q1', 'q2']);
  });

  it.each([0, -1, 101, 1_000])('refuses first: %i', async (first) => {
    await using shop = await openCatalogShop();
    const response = await run(shop.subgraph, `{ quarantine(first: ${first}) { totalCount } }`, { role: 'MERCHANDISER' });
    expect(response).toMatchObject({ errors: [{ message: `first: expected 1 to 100, got ${first}.`, extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('refuses a cursor that it did not issue', async () => {
    await using shop = await openCatalogShop();
    const response = await run(shop.subgraph, '{ quarantine(after: "made up") { totalCount } }', { role: 'MERCHANDISER' });
    expect(response).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', reason: 'CURSOR_INVALID' } }] });
  });

  it('replays what came as a product, and counts what stays', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putSources(['good', 'bad'].map((id) => ({ id: productId(id), mapping: null, record: {}, origin: null })));
    const row = quarantined('import:a.csv:7', { version: changeVersion(0), source: 'a;b;c' });
    await shop.catalog.putQuarantined([quarantined('good'), quarantined('bad'), row]);
    // The indexer of this test: whatever is replayed, `good` has become so.
    await using replaying = await openCatalogShop(() => ({
      quarantine: shop.catalog,
      feed: {
        pending: (after) => shop.catalog.pending(after),
        replay: async (ids) => {
          const version = await shop.catalog.replay(ids);
          await shop.catalog.removeQuarantined(['good']);
          return version;
        },
      },
      index: indexWith(async () => ({ ...EMPTY_STATUS, checkpoint: await shop.catalog.head() })),
    }));
    const ids = ['good', 'bad', 'bad', 'import:a.csv:7', 'never heard of'];
    const response = await run(replaying.subgraph, REPLAY, { role: 'MERCHANDISER', variables: { ids } });
    expect(plain(response)).toEqual({ data: { replayQuarantined: { replayed: 2, stillQuarantined: 2 } } });
    expect(await shop.catalog.read('2' as never, 10)).toMatchObject({ changes: [{ id: 'bad' }, { id: 'good' }] });
  });
});

describe('indexHealth', () => {
  const query = '{ indexHealth { documents pendingChanges lagSeconds quarantined alias lastRebuildAt } }';

  it('says how far the index is behind', async () => {
    await using shop = await openCatalogShop(() => ({
      index: indexWith(async () => ({ ...statusAt(1), documents: 7, rebuiltAtMs: NOW - 60_000 })),
      now: () => NOW + 2_500,
    }));
    await shop.catalog.putSources(['a', 'b', 'c'].map((id) => ({ id: productId(id), mapping: null, record: {}, origin: null })));
    await shop.catalog.putQuarantined([{ id: 'q', version: changeVersion(1), issues: [], atMs: NOW, source: null, origin: null }]);
    expect(plain(await run(shop.subgraph, query, { role: 'MERCHANDISER' }))).toEqual({
      data: { indexHealth: { documents: 7, pendingChanges: 2, lagSeconds: 2.5, quarantined: 1, alias: 'products', lastRebuildAt: '2026-02-01T12:59:00.000Z' } },
    });
  });

  it('has no lag where nothing is pending', async () => {
    await using shop = await openCatalogShop();
    expect(plain(await run(shop.subgraph, query, { role: 'MERCHANDISER' }))).toMatchObject({ data: { indexHealth: { pendingChanges: 0, lagSeconds: 0, lastRebuildAt: null } } });
  });
});

function quarantined(id: string, change: Partial<QuarantinedRecord> = {}): QuarantinedRecord {
  return {
    id,
    version: changeVersion(1),
    issues: [{ code: 'TITLE_MISSING', field: 'title', message: 'Expected a title, got none.' }],
    atMs: NOW,
    source: { id, price: -1 },
    origin: null,
    ...change,
  };
}
