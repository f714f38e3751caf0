import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shopperId } from '../../../schema/ids.ts';
import { openMongoUsers } from '../../../stores/mongodb/index.ts';
import { SEQUENCE_MAX } from '../../../stores/ports/shopper-event.ts';
import type { Users } from '../../../stores/ports/users.ts';
import { event, SAM, served, VISITOR } from '../../contracts/support/shopper-samples.ts';
import { CAN_START_MONGOD, type OwnMongod, startMongod } from '../../support/own-mongod.ts';
import { uniqueNamespace } from '../../support/servers.ts';

const UNAVAILABLE = { code: 'USER_STORE_UNAVAILABLE' };

it('says that no server is there, without its address or password', async () => {
  const opening = openMongoUsers({ url: 'mongodb://ann:hunter2@127.0.0.1:9/?replicaSet=rs0', namespace: 'none', now: () => 1 });
  const error = (await opening.catch((reason: unknown) => reason)) as Error;
  expect(error).toMatchObject(UNAVAILABLE);
  expect(error.message).toMatch(/^MONGODB_URL is set, but no server answered/);
  expect(error.message).not.toMatch(/hunter2|127\.0\.0\.1/);
});

describe.skipIf(!CAN_START_MONGOD)('shoppers on a MongoDB that fails', () => {
  let server: OwnMongod;
  const open = (namespace = uniqueNamespace()): Promise<Users> => openMongoUsers({ url: server.url, namespace, now: Date.now });
  const stored = async (users: Users) => (await users.scanEvents(null, 100)).map(({ event: { id, shopper } }) => `${shopper} ${id}`);

  beforeAll(async () => void (server = await startMongod()));
  afterEach(() => server.fail('off'));
  afterAll(() => server[Symbol.asyncDispose]());

  it.each([
    ['a write conflict', { failCommands: ['insert', 'bulkWrite', 'update'], errorCode: 112, errorLabels: ['TransientTransactionError'] }],
    ['a primary that steps down', { failCommands: ['insert'], errorCode: 189 }],
    ['a connection that breaks in a write', { failCommands: ['insert'], closeConnection: true }],
    ['a connection that breaks in the commit', { failCommands: ['commitTransaction'], closeConnection: true }],
    ['a commit that was applied, and of which nobody knows whether it holds', { failCommands: ['commitTransaction'], writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } }],
  ])('records, merges and erases once in spite of %s', async (_what, data) => {
    await using users = await open();
    const twice = (): Promise<void> => server.fail({ times: 2 }, data);
    await twice();
    expect((await users.record(VISITOR, [event('e1'), event('e2')])).outcomes).toEqual(['accepted', 'accepted']);
    await users.append([served('l1', VISITOR), served('l2', VISITOR)]);
    await twice();
    expect(await users.mergeVisitor(VISITOR, SAM)).toEqual({ events: 2 });
    expect(await stored(users)).toEqual([`${SAM} e1`, `${SAM} e2`]);
    expect((await users.sequence(SAM)).events).toHaveLength(2);
    expect(await users.servedTo(SAM, null, 10)).toHaveLength(2);
    await twice();
    expect(await users.eraseShopper(SAM)).toEqual({ events: 2, servedLists: 2, shoppers: [SAM, VISITOR] });
    expect(await stored(users)).toEqual([]);
  });

  it('leaves nothing of a call that fails in the middle', async () => {
    await using users = await open();
    await users.record(SAM, [event('before')]);
    await server.fail('alwaysOn', { failCommands: ['update'], errorCode: 8_000 });
    await expect(users.record(SAM, [event('e1')])).rejects.toMatchObject({ ...UNAVAILABLE, details: { mongodb: 8_000 } });
    await expect(users.mergeVisitor(SAM, VISITOR)).rejects.toMatchObject(UNAVAILABLE);
    await server.fail('off');
    expect(await stored(users)).toEqual([`${SAM} before`]);
    expect((await users.sequence(SAM)).events).toHaveLength(1);
    expect(await users.visitorsOf(VISITOR)).toEqual([]);
    expect((await users.record(SAM, [event('e1')])).outcomes).toEqual(['accepted']);
  });

  it('says that a full disk is full', async () => {
    await using users = await open();
    await server.fail('alwaysOn', { failCommands: ['insert'], errorCode: 14_031 });
    await expect(users.record(SAM, [event('e1')])).rejects.toMatchObject({ code: 'STORE_FULL' });
  });

  it('goes on by itself after a change of primary', async () => {
    await using users = await open();
    await users.record(SAM, [event('e1')]);
    await server.command({ replSetStepDown: 1, secondaryCatchUpPeriodSecs: 0, force: true });
    expect((await users.record(SAM, [event('e2')])).outcomes).toEqual(['accepted']);
    expect(await stored(users)).toEqual([`${SAM} e1`, `${SAM} e2`]);
  });

  it('finishes long work that was cut short, whoever looks after the store next', async () => {
    const namespace = uniqueNamespace();
    await using users = await openMongoUsers({ url: server.url, namespace, now: Date.now, stepMax: 2 });
    const events = Array.from({ length: 9 }, (_, i) => event(`e${i}`));
    for (const next of ['merge', 'erase'] as const) {
      await users.record(VISITOR, events);
      // In the second step: the first has one update, and deletes state, choices and merges before the first events.
      await server.fail(next === 'merge' ? { skip: 1 } : { skip: 4 }, { failCommands: [next === 'merge' ? 'update' : 'delete'], errorCode: 8_000 });
      const cutShort = next === 'merge' ? users.mergeVisitor(VISITOR, SAM) : users.eraseShopper(VISITOR);
      await expect(cutShort).rejects.toMatchObject(UNAVAILABLE);
      await server.fail('off');
      await using others = await open(namespace);
      await others.expire();
      if (next === 'merge') {
        expect(await stored(others)).toEqual(events.map(({ id }) => `${SAM} ${id}`));
        expect((await others.sequence(SAM)).events).toHaveLength(9);
        await others.eraseShopper(SAM);
      } else {
        expect(await stored(others)).toEqual([]);
      }
    }
  });

  it('is unavailable, in our words, while the server is silent, and once it is gone', async () => {
    const impatient = `${server.url}&socketTimeoutMS=300&serverSelectionTimeoutMS=300`;
    await using users = await openMongoUsers({ url: impatient, namespace: uniqueNamespace(), now: Date.now });
    await users.record(SAM, [event('e1')]);
    const reads = [() => users.sequence(SAM), () => users.position(SAM), () => users.profile(SAM)];
    const writes = [() => users.record(SAM, [event('e2')]), () => users.append([served('l', SAM)]), () => users.eraseShopper(SAM)];
    const fail = (calls: readonly (() => Promise<unknown>)[]): Promise<unknown> =>
      Promise.all(calls.map((call) => expect(call()).rejects.toMatchObject(UNAVAILABLE)));
    await server.pause();
    await fail(reads);
    server.resume();
    await server.kill();
    // Writes wait for another primary for a while.
    await fail([...reads, ...writes]);
    await server.restart();
    expect((await users.record(SAM, [event('e3')])).outcomes).toEqual(['accepted']);
  }, 60_000);

  it('loses no acknowledged event and keeps none twice when the server is killed in the middle, round after round', async () => {
    await using users = await open();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const killed = new AbortController();
      const write = async (writer: number): Promise<void> => {
        for (let call = 0; !killed.signal.aborted || call < 5; call++) {
          const shopper = shopperId(`user:${(writer + call) % 5}`);
          const events = [0, 1, 2].map((i) => event(`${round}-${writer}-${call}-${i}`, { shopper, atMs: call }));
          // As a client does that heard nothing, or that the store is unavailable: the same again.
          while (!(await users.record(shopper, events).then(() => true, () => false)));
          acknowledged.push(...events.map(({ id }) => `${shopper} ${id}`));
        }
      };
      const writing = Promise.all([0, 1, 2, 3].map(write));
      const goal = acknowledged.length + 60 + round;
      while (acknowledged.length < goal) await sleep(1);
      await server.kill();
      killed.abort();
      await server.restart();
      await writing;
      const log = (await users.scanEvents(null, 10_000)).map(({ event: { id, shopper } }) => `${shopper} ${id}`);
      expect(log.toSorted()).toEqual(acknowledged.toSorted());
      for (let user = 0; user < 5; user++) {
        const shopper = shopperId(`user:${user}`);
        const newest = (await users.eventsOf(shopper, null, 10_000)).map((logged) => logged.event.atMs).toSorted((a, b) => a - b).slice(-SEQUENCE_MAX);
        expect((await users.sequence(shopper)).events.map(({ atMs }) => atMs)).toEqual(newest);
      }
    }
  }, 60_000);

  it('is unavailable once it is closed', async () => {
    const users = await open();
    await users[Symbol.asyncDispose]();
    for (const call of [() => users.record(SAM, [event('e1')]), () => users.sequence(SAM), () => users.eraseShopper(SAM)]) {
      await expect(call()).rejects.toMatchObject(UNAVAILABLE);
    }
  });
});
