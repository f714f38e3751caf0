import type { Db, Sort } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { productId, shopperId } from '../../../schema/ids.ts';
import { openMongoUsers } from '../../../stores/mongodb/index.ts';
import { behind, BY_PLACE, UNPLACED } from '../../../stores/mongodb/log-entry.ts';
import type { EventStore } from '../../../stores/ports/event-store.ts';
import { SERVED_LIST_TTL_MS } from '../../../stores/ports/served-list-log.ts';
import type { Users } from '../../../stores/ports/users.ts';
import { ANN, event, SAM, served, VISITOR } from '../../contracts/support/shopper-samples.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { type ScratchDatabase, scratchDatabase } from './support/scratch-database.ts';

const url = SERVERS.mongodbUrl;

describe.skipIf(url === null)('shoppers on MongoDB', () => {
  let namespace: string;
  let scratch: ScratchDatabase;
  let database: Db;
  const open = (options: { keepMs?: number } = {}): Promise<Users> => openMongoUsers({ url: url!, namespace, now: Date.now, ...options });

  beforeEach(async () => {
    namespace = uniqueNamespace();
    scratch = await scratchDatabase(url!, namespace);
    ({ database } = scratch);
  });
  afterEach(() => scratch[Symbol.asyncDispose]());

  it('misses no event that another process records, whoever places it, and keeps the order of each', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => open()));
    const logs = await Promise.all(
      processes.map(async (users, process) => {
        const follower = follow(processes[(process + 1) % processes.length]!);
        for (let call = 0; call < 25; call++) {
          const ids = Array.from({ length: 1 + (call % 3) }, (_, i) => `${process}-${call}-${i}`);
          const shopper = shopperId(`user:${call % 3}`);
          await users.record(shopper, ids.map((id) => event(id, { shopper, type: call % 2 === 0 ? 'VIEW' : 'IMPRESSION' })));
          // Recorded by a call that resolved: from now on whoever reads the log has it.
          await follower.catchUp();
          expect(ids.filter((id) => !follower.seen.includes(id))).toEqual([]);
        }
        return follower;
      }),
    );
    for (const log of logs) {
      await log.catchUp();
      expect(log.seen).toHaveLength(4 * 49);
      expect(log.seen).toEqual(logs[0]!.seen);
      for (const process of processes.keys()) {
        const its = log.seen.filter((id) => id.startsWith(`${process}-`));
        expect(its).toEqual(its.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
      }
    }
    await Promise.all(processes.map((users) => users[Symbol.asyncDispose]()));
  });

  it('accepts an id once, whichever of several processes records it, and has all of them in the sequence', async () => {
    await using one = await open();
    await using other = await open();
    const events = Array.from({ length: 20 }, (_, i) => event(`e${i}`, { atMs: i }));
    const outcomes = await Promise.all(events.flatMap((each) => [one, other].map((users) => users.record(SAM, [each]))));
    expect(outcomes.flatMap((report) => report.outcomes).filter((outcome) => outcome === 'accepted')).toHaveLength(20);
    expect((await one.sequence(SAM)).events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs));
    const positions = outcomes.filter((report) => report.outcomes[0] === 'accepted').map(({ position }) => position);
    expect(new Set(positions).size).toBe(20);
  });

  it('merges a visitor once and erases whole, while the shopper goes on in other processes', async () => {
    await using one = await open();
    await using other = await open();
    await one.record(VISITOR, Array.from({ length: 10 }, (_, i) => event(`v${i}`)));
    const merges = [one.mergeVisitor(VISITOR, SAM), other.mergeVisitor(VISITOR, ANN), one.mergeVisitor(VISITOR, SAM)];
    const records = Array.from({ length: 10 }, (_, i) => other.record(SAM, [event(`s${i}`)]));
    const lists = Array.from({ length: 10 }, (_, i) => one.append([served(`l${i}`, VISITOR)]));
    const reports = await Promise.all(merges);
    await Promise.all([...records, ...lists]);
    expect(reports.filter((report) => report !== null)).toEqual([{ events: 10 }]);
    const user = reports[1] === null ? SAM : ANN;
    expect(await one.visitorsOf(user)).toEqual([VISITOR]);
    expect(await one.eventsOf(user, null, 100)).toHaveLength(user === SAM ? 20 : 10);
    // Pages that were logged only just after the merge stay the visitor's, and go with the user.
    expect(await other.eraseShopper(user)).toMatchObject({ servedLists: 10, shoppers: [user, VISITOR] });
    expect(await one.scanServed(null, 100)).toEqual([]);
  });

  it('answers each question of a request along an index, and a sequence with one document', async () => {
    await using users = await open();
    await users.recordHistory(Array.from({ length: 300 }, (_, i) => event(`e${i}`, { shopper: shopperId(`user:${i % 7}`), productId: productId(`p${i}`) })));
    const stages = async (collection: string, filter: object, sort: object): Promise<string> =>
      JSON.stringify((await database.collection(collection).find(filter, { sort: sort as Sort, limit: 10 }).explain())['queryPlanner'].winningPlan);
    const shopper = 'user:3';
    expect(await stages('shoppers', { _id: shopper }, {})).toMatch(/IDHACK/);
    for (const plan of [
      await stages('events', { shopper, id: { $in: ['e1', 'e2'] } }, {}),
      await stages('events', behind(7n), BY_PLACE),
      await stages('events', behind(null), BY_PLACE),
      await stages('events', { round: UNPLACED }, { insertedAt: 1 }),
      await stages('servedLists', behind(7n), BY_PLACE),
    ]) {
      expect(plan).toMatch(/IXSCAN/);
      expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
    }
  });

  it('has the server drop what was kept long enough, and follows when that changes', async () => {
    const timesToLive = async (): Promise<unknown> => {
      const indexes = await Promise.all(['events', 'servedLists'].map((name) => database.collection(name).indexes()));
      return indexes.flat().flatMap(({ expireAfterSeconds }) => (expireAfterSeconds === undefined ? [] : [expireAfterSeconds]));
    };
    await (await open({ keepMs: 60_000 }))[Symbol.asyncDispose]();
    expect(await timesToLive()).toEqual([60, SERVED_LIST_TTL_MS / 1_000]);
    await (await open({ keepMs: 90_500 }))[Symbol.asyncDispose]();
    expect(await timesToLive()).toEqual([91, SERVED_LIST_TTL_MS / 1_000]);
  });

  it('keeps a sequence and its position as they are while the server drops events, and counts anew with the next expiry', async () => {
    let nowMs = 1_000_000;
    await using users = await openMongoUsers({ url: url!, namespace, now: () => nowMs, keepMs: 1_000, dropOnServer: false });
    await users.record(SAM, [event('old', { atMs: 1 })]);
    nowMs += 900;
    await users.record(SAM, [event('new', { atMs: 2 })]);
    const before = await users.sequence(SAM);
    nowMs += 200;
    // As the server's time to live does, at a moment of its own.
    await database.collection('events').deleteMany({ id: 'old' });
    expect(await users.sequence(SAM)).toEqual(before);
    await users.expire();
    expect(await users.sequence(SAM)).toMatchObject({ events: [{ atMs: 2 }] });
    expect(await users.position(SAM)).toBeGreaterThan(before.position);
  });
});

/** A reader of the log of all events that goes on where it stopped. */
function follow(users: EventStore): { readonly seen: readonly string[]; catchUp(): Promise<void> } {
  const seen: string[] = [];
  let place: bigint | null = null;
  return {
    seen,
    async catchUp() {
      for (;;) {
        const batch = await users.scanEvents(place, 7);
        seen.push(...batch.map(({ event: { id } }) => id));
        place = batch.at(-1)?.place ?? place;
        if (batch.length < 7) return;
      }
    },
  };
}
