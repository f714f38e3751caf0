import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { productId } from '../../../schema/ids.ts';
import { type MongoCatalog, openMongoCatalog } from '../../../stores/mongodb/index.ts';
import type { FeedToken } from '../../../stores/ports/change-feed.ts';
import { cleaned, path, source, version } from '../../contracts/support/samples.ts';
import { CAN_START_MONGOD, type OwnMongod, startMongod } from '../../support/own-mongod.ts';
import { startStallProxy } from '../../faults/servers/stall-proxy.ts';
import { uniqueNamespace } from '../../support/servers.ts';

const UNAVAILABLE = { code: 'CATALOG_STORE_UNAVAILABLE' };
const LOST = { code: 'CHANGE_HISTORY_LOST' };

it('says that no server is there, without its address or password', async () => {
  const opening = openMongoCatalog({ url: 'mongodb://ann:hunter2@127.0.0.1:9/?replicaSet=rs0', namespace: 'none', now: () => 1 });
  const error = (await opening.catch((reason: unknown) => reason)) as Error;
  expect(error).toMatchObject(UNAVAILABLE);
  expect(error.message).toMatch(/^MONGODB_URL is set, but no server answered/);
  expect(error.message).not.toMatch(/hunter2|127\.0\.0\.1/);
});

describe.skipIf(!CAN_START_MONGOD)('a catalog on a MongoDB that fails', () => {
  let server: OwnMongod;
  const open = (namespace = uniqueNamespace()): Promise<MongoCatalog> => openMongoCatalog({ url: server.url, namespace, now: () => 1 });
  const stored = async (catalog: MongoCatalog) => (await catalog.scanSources(null, 1_000)).map(({ id }) => id as string);

  // An oplog that some 20 MB of writes overrun.
  beforeAll(async () => void (server = await startMongod(['--oplogSize', '8', '--syncdelay', '1'])));
  afterEach(() => server.fail('off'));
  afterAll(() => server[Symbol.asyncDispose]());

  it.each([
    ['a write conflict', { failCommands: ['update', 'delete'], errorCode: 112, errorLabels: ['TransientTransactionError'] }],
    ['a primary that steps down', { failCommands: ['update', 'delete'], errorCode: 189 }],
    ['a connection that breaks in a write', { failCommands: ['update', 'delete'], closeConnection: true }],
    ['a connection that breaks in the commit', { failCommands: ['commitTransaction'], closeConnection: true }],
    ['a commit of which nobody knows whether it holds', { failCommands: ['commitTransaction'], writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } }],
  ])('writes once, and tells it once, in spite of %s', async (_what, data) => {
    await using catalog = await open();
    const twice = (): Promise<void> => server.fail({ times: 2 }, data);
    await twice();
    const put = await catalog.putSources([source('a'), source('b')]);
    await twice();
    await catalog.putCleaned([cleaned('a', 1, { categories: path('home') }), cleaned('b', 1, { categories: path('home') })]);
    await twice();
    const { deleted } = await catalog.deleteSources([productId('a')]);
    await twice();
    await catalog.removeCleaned([{ id: productId('a'), version: version(2) }]);
    expect(deleted).toBe(1);
    expect(await stored(catalog)).toEqual(['b']);
    expect(await catalog.countProducts()).toBe(1);
    expect(await catalog.childCategories([null])).toEqual([{ id: 'home', name: 'HOME', parentId: null, productCount: 1 }]);
    const { changes } = await catalog.read(null, 10);
    expect(changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['put a', 'put b', 'delete a']);
    expect(changes[1]!.version).toBeLessThanOrEqual(put);
  });

  it('writes once, and tells it once, where connections break in the middle of what is being sent', async () => {
    await using proxy = await startStallProxy(Number(/:(\d+)\//.exec(server.url)![1]));
    await using catalog = await openMongoCatalog({ url: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`, namespace: uniqueNamespace(), now: () => 1 });
    const records = Array.from({ length: 200 }, (_, i) => source(`p${i}`, { text: 'x'.repeat(40_000) }));
    proxy.stall();
    const writing = catalog.putSources(records);
    // More than the network between takes in: what is left waits in the driver.
    await sleep(500);
    proxy.reset();
    proxy.resume();
    const version = await writing;
    const { changes } = await catalog.read(null, 1_000);
    expect(changes.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
    expect(changes.at(-1)!.version).toBe(version);
  });

  it('says that the catalog is away, and no more, where connections go on breaking', async () => {
    await using proxy = await startStallProxy(Number(/:(\d+)\//.exec(server.url)![1]));
    await using catalog = await openMongoCatalog({ url: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true&serverSelectionTimeoutMS=500`, namespace: uniqueNamespace(), now: () => 1 });
    proxy.stall();
    const asking = Promise.allSettled([catalog.putMapping('large', { text: 'x'.repeat(8_000_000) })]);
    await sleep(500);
    proxy.reset();
    expect(await asking).toMatchObject([{ reason: UNAVAILABLE }]);
  });

  it('leaves nothing of a call that fails in the middle', async () => {
    await using catalog = await open();
    await catalog.putCleaned([cleaned('before', 1, { categories: path('home') })]);
    // The second update of a batch is that of the categories, after the products.
    await server.fail({ skip: 1 }, { failCommands: ['update'], errorCode: 8_000 });
    await expect(catalog.putCleaned([cleaned('a', 1, { categories: path('home') })])).rejects.toMatchObject({ ...UNAVAILABLE, details: { mongodb: 8_000 } });
    await server.fail('off');
    expect((await catalog.scanProducts(null, 10)).map(({ product: { id } }) => id)).toEqual(['before']);
    expect((await catalog.childCategories([null]))[0]?.productCount).toBe(1);
  });

  it('goes on with the stream after the loss of connection, cursor and primary, and misses nothing', async () => {
    await using catalog = await open();
    const { token } = await catalog.head();
    let after: FeedToken = token;
    const failures = [
      () => server.fail({ times: 1 }, { failCommands: ['getMore'], closeConnection: true }),
      () => server.fail({ times: 1 }, { failCommands: ['getMore'], errorCode: 43 }),
      () => server.fail({ times: 1 }, { failCommands: ['getMore'], errorCode: 189 }),
      () => server.command({ replSetStepDown: 1, secondaryCatchUpPeriodSecs: 0, force: true }),
    ];
    for (const [i, fail] of failures.entries()) {
      await catalog.putSources([source(`p${i}`)]);
      await fail();
      const batch = await catalog.read(after, 10);
      expect(batch.changes.map(({ id }) => id)).toEqual([`p${i}`]);
      after = batch.token;
    }
    expect((await catalog.head()).token).toBe(after);
  });

  it('reads past events that are too large for a message, and looks their records up', async () => {
    await using catalog = await open();
    await catalog.putSources([source('a', { n: 1 }), source('b'), source('c')]);
    await catalog.putSources([source('a', { n: 2 })]);
    await catalog.deleteSources([productId('b')]);
    await server.fail({ times: 1 }, { failCommands: ['getMore'], errorCode: 10_334 });
    const { changes, version } = await catalog.read(null, 10);
    expect(changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['put a', 'put c', 'put a', 'delete b']);
    expect(changes.map((change) => change.kind === 'put' && change.source.record)).toEqual([{ n: 2 }, { title: 'c' }, { n: 2 }, false]);
    expect(version).toBe(changes.at(-1)!.version);
    await catalog.putSources([source('d')]);
    expect((await catalog.head()).version).toBeGreaterThan(version);
  });

  it('wakes who waits over a change of primary', async () => {
    await using catalog = await open();
    const { token } = await catalog.head();
    const waiting = catalog.waitForChange(token, 60_000);
    await server.command({ replSetStepDown: 1, secondaryCatchUpPeriodSecs: 0, force: true });
    await catalog.putSources([source('a')]);
    await waiting;
    expect((await catalog.read(token, 10)).changes).toHaveLength(1);
  });

  it.each([286, 280])('says that history is lost where the server does (%i), and is read again from its head', async (errorCode) => {
    await using catalog = await open();
    await catalog.putSources([source('a')]);
    const { token } = await catalog.read(null, 10);
    await server.fail('alwaysOn', { failCommands: ['getMore'], errorCode });
    await expect(catalog.read(token, 10)).rejects.toMatchObject(LOST);
    await expect(catalog.pending(token)).rejects.toMatchObject(LOST);
    await expect(catalog.waitForChange(token, 60_000)).resolves.toBeUndefined();
    await server.fail('off');
    const head = await catalog.head();
    await catalog.putSources([source('b')]);
    expect((await catalog.read(head.token, 10)).changes.map(({ id }) => id)).toEqual(['b']);
  });

  it('says that history is lost where the oplog was really overrun', async () => {
    await using catalog = await open();
    const old = await catalog.head();
    await catalog.putSources([source('a')]);
    // The server lets go of the oplog's beginning now and then, so some more is written until it has.
    const codeAfterMore = async (): Promise<unknown> => {
      for (let i = 0; i < 24; i++) await catalog.putMapping('filler', { filler: 'x'.repeat(1_000_000), i });
      await server.command({ fsync: 1 });
      return catalog.read(old.token, 10).then(() => 'known', (error: { readonly code?: string }) => error.code);
    };
    await expect.poll(codeAfterMore, { timeout: 15_000 }).toBe(LOST.code);
    await expect(catalog.read(null, 10)).rejects.toMatchObject(LOST);
    const head = await catalog.head();
    await catalog.putSources([source('b')]);
    expect((await catalog.read(head.token, 10)).changes.map(({ id }) => id)).toEqual(['b']);
  });

  it('loses nothing acknowledged when the server is killed between writes, and tells all of it', async () => {
    const namespace = uniqueNamespace();
    await using catalog = await open(namespace);
    const { token } = await catalog.head();
    const acknowledged: string[] = [];
    const load = { writing: true };
    const writes = (async () => {
      for (let i = 0; load.writing; i++) {
        const ids = [`p${i}-a`, `p${i}-b`];
        // Whether a write holds whose answer was lost, nobody knows: but whole or not at all.
        await catalog.putSources(ids.map((id) => source(id))).then(() => acknowledged.push(...ids), () => sleep(50));
      }
    })();
    for (let round = 0; round < 2; round++) {
      const before = acknowledged.length;
      while (acknowledged.length < before + 20) await sleep(5);
      await server.kill();
      await server.restart();
    }
    load.writing = false;
    await writes;
    const standing = new Set(await stored(catalog));
    expect(acknowledged.filter((id) => !standing.has(id))).toEqual([]);
    const halves = [...standing].filter((id) => !standing.has(id.endsWith('a') ? id.replace(/a$/, 'b') : id.replace(/b$/, 'a')));
    expect(halves).toEqual([]);
    const told: string[] = [];
    for (let after = token, more = true; more; ) {
      const batch = await catalog.read(after, 100);
      told.push(...batch.changes.map(({ id }) => id as string));
      more = batch.changes.length > 0;
      after = batch.token;
    }
    expect(told.toSorted()).toEqual([...standing].toSorted());
  });

  it('is unavailable, in our words, while the server is silent, and once it is gone', async () => {
    const impatient = `${server.url}&socketTimeoutMS=1000&serverSelectionTimeoutMS=1000`;
    await using catalog = await openMongoCatalog({ url: impatient, namespace: uniqueNamespace(), now: () => 1 });
    await catalog.putSources([source('a')]);
    const { token } = await catalog.head();
    const calls = [
      () => catalog.sourcesByIds([productId('a')]),
      () => catalog.scanSources(null, 10),
      () => catalog.productsByIds([productId('a')]),
      () => catalog.countQuarantined(),
      () => catalog.mapping('shop'),
      () => catalog.head(),
      () => catalog.read(token, 10),
      () => catalog.pending(token),
      () => catalog.waitForChange(token, 60_000),
    ];
    const fail = (): Promise<unknown> => Promise.all(calls.map((call) => expect(call()).rejects.toMatchObject(UNAVAILABLE)));
    await server.pause();
    await fail();
    server.resume();
    await server.kill();
    await fail();
    await server.restart();
    await catalog.putSources([source('c')]);
    expect((await catalog.read(token, 10)).changes.map(({ id }) => id)).toContain('c');
  });

  it('says that a full disk is full', async () => {
    await using catalog = await open();
    await server.fail('alwaysOn', { failCommands: ['update'], errorCode: 14_031 });
    await expect(catalog.putSources([source('a')])).rejects.toMatchObject({ code: 'STORE_FULL' });
  });

  it('is unavailable once it is closed, and whoever waits learns so', async () => {
    const catalog = await open();
    const { token } = await catalog.head();
    const waiting = catalog.waitForChange(token, 60_000).catch((error: unknown) => error);
    await catalog[Symbol.asyncDispose]();
    expect(await waiting).toMatchObject(UNAVAILABLE);
    for (const call of [() => catalog.putSources([source('a')]), () => catalog.head(), () => catalog.read(token, 1)]) {
      await expect(call()).rejects.toMatchObject(UNAVAILABLE);
    }
  });
});
