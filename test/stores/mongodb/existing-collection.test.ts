import { type Collection, Decimal128, Long, MongoClient, ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { createIndexer } from '../../../indexer/index.ts';
import { productId } from '../../../schema/ids.ts';
import { createLeases, createRangeWork, openEmbeddedSearchIndex } from '../../../stores/embedded/index.ts';
import { type MongoCatalog, type MongoCatalogOptions, openMongoCatalog } from '../../../stores/mongodb/index.ts';
import type { Change } from '../../../stores/ports/change-feed.ts';
import { source } from '../../contracts/support/samples.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { scratchDatabase } from './support/scratch-database.ts';

interface Item {
  readonly _id: ObjectId | string | number;
  readonly [field: string]: unknown;
}

interface Shop extends AsyncDisposable {
  /** The shop's own collection, as its own tools see it. */
  readonly items: Collection<Item>;
  open(options?: Partial<MongoCatalogOptions>): Promise<MongoCatalog>;
}

describe.skipIf(SERVERS.mongodbUrl === null)('a collection that the shop has already', () => {
  const url = SERVERS.mongodbUrl!;

  /** A shop with a database of its own beside Aisle's. */
  const openShop = async (documents: readonly Item[] = []): Promise<Shop> => {
    await using stack = new AsyncDisposableStack();
    const [name, namespace] = [uniqueNamespace(), uniqueNamespace()];
    const { database } = stack.use(await scratchDatabase(url, name));
    stack.use(await scratchDatabase(url, namespace));
    const items = database.collection<Item>('items');
    if (documents.length > 0) await items.insertMany([...documents]);
    const resources = stack.move();
    return {
      items,
      open: (options) => openMongoCatalog({ url, namespace, products: `${name}.items`, plainMapping: 'shop', now: () => 7, ...options }),
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  };

  const said = (changes: readonly Change[]): readonly unknown[] =>
    changes.map((change) => (change.kind === 'put' ? [change.id as string, change.source.record] : [change.id as string]));

  it('is read as it is: any kind of id, any kind of value, under the mapping of plain documents', async () => {
    const id = new ObjectId();
    await using shop = await openShop([
      { _id: id, name: 'Lamp', price: Decimal128.fromString('12.50'), sold: Long.fromString('9007199254740993'), at: new Date(0), tags: ['a', { b: null }] },
      { _id: 42, name: 'Chair' },
      { _id: 'text', name: 'Table' },
    ]);
    await using catalog = await shop.open();
    const hex = id.toHexString();
    const lamp = { _id: hex, name: 'Lamp', price: '12.50', sold: '9007199254740993', at: '1970-01-01T00:00:00.000Z', tags: ['a', { b: null }] };
    const expected = [
      { id: '42', record: { _id: '42', name: 'Chair' } },
      { id: 'text', record: { _id: 'text', name: 'Table' } },
      { id: hex, record: lamp },
    ].map((each) => ({ ...each, version: 0n, mapping: 'shop', origin: null, receivedAtMs: 7 }));
    expect(await catalog.scanSources(null, 10)).toEqual(expected);
    const paged = [];
    for (let after = null as string | null, page; (page = await catalog.scanSources(after as never, 1)).length > 0; after = page[0]!.id) paged.push(...page);
    expect(paged).toEqual(expected);
    expect(await catalog.sourcesByIds(['42', hex, 'absent'].map(productId))).toHaveLength(2);
  });

  it('has no history of what was there before: readers begin with a scan', async () => {
    await using shop = await openShop([{ _id: 'a', name: 'Lamp' }]);
    await using catalog = await shop.open();
    await expect(catalog.read(null, 10)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
    const { token, version, scanVersion } = await catalog.head();
    await shop.items.updateOne({ _id: 'a' }, { $set: { name: 'Lantern' } });
    const { changes } = await catalog.read(token, 10);
    expect(scanVersion).toBeGreaterThanOrEqual(version);
    expect(changes[0]!.version).toBeGreaterThan(scanVersion);
  });

  it("tells any tool's insert, update, replace and delete, each with what it left", async () => {
    await using shop = await openShop();
    await using catalog = await shop.open();
    const _id = new ObjectId();
    await shop.items.insertOne({ _id, name: 'Lamp', stock: 1 });
    await shop.items.updateOne({ _id }, { $inc: { stock: 1 } as never });
    await shop.items.updateMany({}, [{ $set: { stock: { $multiply: ['$stock', 10] } } }]);
    await shop.items.replaceOne({ _id }, { name: 'Lantern' });
    await shop.items.findOneAndUpdate({ _id }, { $unset: { name: '' } });
    await shop.items.deleteOne({ _id });
    const id = _id.toHexString();
    const { changes, version } = await catalog.read(null, 10);
    // Each the state as of then, though all of them are read only now that nothing is left.
    expect(said(changes)).toEqual([
      [id, { _id: id, name: 'Lamp', stock: 1 }],
      [id, { _id: id, name: 'Lamp', stock: 2 }],
      [id, { _id: id, name: 'Lamp', stock: 20 }],
      [id, { _id: id, name: 'Lantern' }],
      [id, { _id: id }],
      [id],
    ]);
    const versions = changes.map((change) => change.version);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => (a < b ? -1 : 1)));
    expect(version).toBe(versions.at(-1));
  });

  it('gives the changes of one transaction versions of their own, in their order, also to a reader who comes back in the middle', async () => {
    await using shop = await openShop();
    await using catalog = await shop.open();
    await using client = await new MongoClient(url).connect();
    await client.withSession((session) =>
      session.withTransaction(async () => {
        const items = client.db(shop.items.dbName).collection<Item>('items');
        for (const _id of ['a', 'b', 'c']) await items.insertOne({ _id, n: 1 }, { session });
        await items.updateOne({ _id: 'a' }, { $set: { n: 2 } }, { session });
      }),
    );
    const whole = await catalog.read(null, 10);
    expect(said(whole.changes)).toEqual([['a', { _id: 'a', n: 1 }], ['b', { _id: 'b', n: 1 }], ['c', { _id: 'c', n: 1 }], ['a', { _id: 'a', n: 2 }]]);
    expect(new Set(whole.changes.map(({ version }) => version)).size).toBe(4);
    const { token, version } = await catalog.read(null, 2);
    expect(version).toBe(whole.changes[1]!.version);
    // Another process, which did not read the first half.
    await using other = await shop.open();
    expect((await other.read(token, 10)).changes).toEqual(whole.changes.slice(2));
  });

  it('is left as it was by a replay, which makes a change of it all the same', async () => {
    await using shop = await openShop([{ _id: 42, name: 'Chair', last: { b: 1, a: 2 } }]);
    await using catalog = await shop.open();
    const before = await shop.items.find({}, { raw: true }).toArray();
    const { token } = await catalog.head();
    const version = await catalog.replay([productId('42')]);
    expect(await catalog.read(token, 10)).toMatchObject({ changes: [{ kind: 'put', id: '42', version }], version });
    expect(await shop.items.find({}, { raw: true }).toArray()).toEqual(before);
  });

  it("takes Aisle's own records beside plain documents, under one id each", async () => {
    const _id = new ObjectId();
    await using shop = await openShop([{ _id, name: 'Lamp' }]);
    await using catalog = await shop.open();
    const id = productId(_id.toHexString());
    await catalog.putSources([source(id, { title: 'by Aisle' }), source('own')]);
    expect(await shop.items.countDocuments()).toBe(2);
    expect((await catalog.sourcesByIds([id]))[0]).toMatchObject({ id, mapping: null, record: { title: 'by Aisle' } });
    await shop.items.updateOne({ _id: 'own' }, { $set: { 'record.title': 'by another tool' } });
    const { token } = await catalog.head();
    await shop.items.replaceOne({ _id }, { name: 'by another tool' });
    expect((await catalog.sourcesByIds([productId('own')]))[0]?.record).toEqual({ title: 'by another tool' });
    expect(said((await catalog.read(token, 10)).changes)).toEqual([[id, { _id: id, name: 'by another tool' }]]);
    expect((await catalog.deleteSources([id])).deleted).toBe(1);
  });

  it('holds documents up to the size that MongoDB takes, and is read past events that are larger', async () => {
    await using shop = await openShop();
    await using catalog = await shop.open();
    const half = 'x'.repeat(8_300_000);
    await shop.items.insertOne({ _id: 'before' });
    await shop.items.insertOne({ _id: 'large', half, rest: half });
    await shop.items.updateOne({ _id: 'large' }, { $set: { half: `${half.slice(0, -1)}y` } });
    await shop.items.insertOne({ _id: 'after' });
    const seen: Change[] = [];
    for (let after = null, more = true as boolean; more; ) {
      const batch = await catalog.read(after, 2);
      seen.push(...batch.changes);
      more = batch.changes.length > 0;
      after = batch.token as never;
    }
    expect(seen.map(({ id }) => id as string)).toEqual(['before', 'large', 'large', 'after']);
    const halves = seen.map((change) => (change.kind === 'put' ? change.source.record['half'] : null));
    // Compared by their ends: nobody wants to read 8 MB of a difference.
    expect(halves.map((value) => (typeof value === 'string' ? value.slice(-1) : null))).toEqual([null, 'x', 'y', null]);
  });

  it('keeps a reader from growing older than the history while nothing changes here', async () => {
    await using shop = await openShop();
    await using catalog = await shop.open({ placeStaysS: -1 });
    const { token, version } = await catalog.head();
    await shop.items.db.collection('others').insertOne({ n: 1 });
    const batch = await catalog.read(token, 10);
    expect(batch.changes).toEqual([]);
    expect(batch.token > token).toBe(true);
    expect(batch.version).toBeGreaterThan(version);
    await shop.items.insertOne({ _id: 'a' });
    expect((await catalog.read(batch.token, 10)).changes).toHaveLength(1);
  });

  it.each(['dropped', 'renamed'])('says that history is lost when it is %s, and is followed again from its head', async (what) => {
    await using shop = await openShop();
    await using catalog = await shop.open();
    await shop.items.insertOne({ _id: 'a' });
    const { token } = await catalog.read(null, 10);
    await shop.items.insertOne({ _id: 'b' });
    if (what === 'dropped') await shop.items.drop();
    else await shop.items.rename('items-of-before');
    for (const place of [token, null]) await expect(catalog.read(place, 10)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
    const head = await catalog.head();
    await shop.items.insertOne({ _id: 'c', n: 1 });
    await shop.items.updateOne({ _id: 'c' }, { $set: { n: 2 } });
    await shop.items.updateOne({ _id: 'c' }, { $set: { n: 3 } });
    expect(said((await catalog.read(head.token, 10)).changes)).toEqual([1, 2, 3].map((n) => ['c', { _id: 'c', n }]));
    await expect(catalog.read(null, 10)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
  });

  describe('indexed', () => {
    const documents = Array.from({ length: 120 }, (_, i) => ({ _id: new ObjectId(), name: `Lamp ${i}`, ean: i }));
    it('is brought over by itself, followed, verified, and built anew after it was lost from sight', async () => {
      await using shop = await openShop(documents);
      await using catalog = await shop.open();
      await catalog.putMapping('shop', { id: '_id', title: 'name' });
      const log = { info() {}, warn() {}, error() {} };
      await using index = await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now: () => 1, log });
      await using indexer = createIndexer({ feed: catalog, catalog, products: catalog, quarantine: catalog, index, leases: createLeases(), work: createRangeWork({ concurrency: 1 }), log, now: () => 1 });
      indexer.start();
      const settle = async (): Promise<void> => expect(await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 20_000 })).toBe(true);
      const title = async (id: ObjectId): Promise<string | undefined> => (await index.documentsByIds([productId(id.toHexString())]))[0]?.product.title;
      await settle();
      expect((await index.status()).documents).toBe(120);
      const [first, second] = [documents[0]!._id, documents[1]!._id];
      await shop.items.updateOne({ _id: first }, { $set: { name: 'Lantern' } });
      await shop.items.deleteOne({ _id: second });
      await settle();
      expect(await title(first)).toBe('Lantern');
      expect(await title(second)).toBeUndefined();
      expect((await indexer.verify()).differences).toEqual([]);

      // What no change will tell: the collection is another one from one moment to the next.
      await shop.items.rename('items-of-before');
      await shop.items.insertMany([{ _id: first, name: 'Torch' }]);
      await catalog.putMapping('shop', { id: '_id', title: { column: 'name' } });
      await expect.poll(() => title(first), { timeout: 20_000 }).toBe('Torch');
      await settle();
      expect((await index.status()).documents).toBe(1);
      expect((await indexer.verify()).differences).toEqual([]);
    }, 60_000);
  });
});
