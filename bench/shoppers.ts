/*
 * What:   what shoppers cost the stores: recording, the state that each request reads, merging and erasing; and how many events
 *         several writers get recorded at once, while one reads the log behind them.
 * Data:   400,000 seeded events (or as many as the argument says) of 10,000 shoppers, a few of them long-time customers; the same in every run.
 * Not measured: GraphQL and HTTP around it, the user encoder, other processes on the disk; a network to the server.
 * Run:    npm run bench:shoppers, with MONGODB_URL set for a MongoDB, else on the embedded stores
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShoppers } from '../discovery/index.ts';
import { eventId, productId, type ShopperId, shopperId } from '../schema/ids.ts';
import type { Identity } from '../schema/identity.ts';
import { createUserStateCache, openEmbeddedUsers } from '../stores/embedded/index.ts';
import { connect, openMongoUsers } from '../stores/mongodb/index.ts';
import { type EventStore, HISTORY_BATCH_MAX } from '../stores/ports/event-store.ts';
import { EVENT_TYPES, type ShopperEvent } from '../stores/ports/shopper-event.ts';
import type { Users } from '../stores/ports/users.ts';
import { percentiles } from './support/percentiles.ts';
import { seededRandom } from './support/seeded-random.ts';

const EVENTS = Number(process.argv[2] ?? 400_000);
const SHOPPERS = 10_000;
const ROUNDS = 300;
const WRITE_MS = 5_000;
const NOW = Date.UTC(2026, 0, 1);

const random = seededRandom(5);
const integer = (below: number): number => Math.floor(random() * below);
const user = (i: number): ShopperId => shopperId(`user:${i}`);
const { signal } = new AbortController();
let made = 0;

/** Some shoppers come far more often than others. */
function someEvent(shopper = user(Math.floor(SHOPPERS * random() ** 3))): ShopperEvent {
  return {
    id: eventId(`e${(made += 1)}`),
    shopper,
    type: EVENT_TYPES[integer(EVENT_TYPES.length)]!,
    productId: productId(`p${integer(20_000)}`),
    atMs: NOW - integer(1e10),
    listId: null,
    position: null,
    quantity: null,
    price: null,
  };
}

const url = process.env['MONGODB_URL'] || null;
const dataDir = await mkdtemp(join(tmpdir(), 'aisle-bench-'));
const namespace = `aisle-bench-${randomBytes(4).toString('hex')}`;
const open = (): Promise<Users> =>
  url === null ? openEmbeddedUsers({ dataDir, now: () => NOW }) : openMongoUsers({ url, namespace, now: () => NOW, dropOnServer: false });
console.log(url === null ? 'embedded stores' : 'MongoDB');
{
  await using users = await open();
  const cache = createUserStateCache({ now: () => NOW, maxShoppers: SHOPPERS });
  const shoppers = createShoppers({ events: users, profiles: users, cache, now: () => NOW, log: { warn: console.error } });

  const startedAt = performance.now();
  for (let i = 0; i < EVENTS; i += HISTORY_BATCH_MAX) {
    await users.recordHistory(Array.from({ length: HISTORY_BATCH_MAX }, () => someEvent()));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`${EVENTS.toLocaleString('en')} events recorded in ${seconds.toFixed(1)} s, ${Math.round(EVENTS / seconds).toLocaleString('en')} a second`);
  console.log(`the most frequent of ${SHOPPERS.toLocaleString('en')} shoppers has ${(await users.eventsOf(user(0), null, EVENTS)).length.toLocaleString('en')} events\n`);

  for (const count of [1, 20, 500]) {
    await report(`record ${count} event(s), durable`, (i) => users.record(user(i), Array.from({ length: count }, () => someEvent(user(i)))));
  }
  const state = (i: number) => shoppers.stateOf({ role: 'SHOPPER', userId: String(i), visitorId: null } satisfies Identity, signal);
  await report('state of a shopper, first time', state);
  await report('state of a shopper, cached', state);
  await report('state of the most frequent, first time', async () => {
    await cache.forget(user(0));
    return state(0);
  });
  await report('merge of a visitor with 20 events', async (i) => {
    const visitor = shopperId(`visitor:${i}`);
    await users.record(visitor, Array.from({ length: 20 }, () => someEvent(visitor)));
    return () => users.mergeVisitor(visitor, user(i));
  });
  await report('erasure of a shopper with some 100 to 600 events', (i) => users.eraseShopper(user(i + 1)));
  const once = performance.now();
  const { events } = await users.eraseShopper(user(0));
  console.log(`erasure of ${events.toLocaleString('en')} events${' '.repeat(22)}${(performance.now() - once).toFixed(1)} ms\n`);

  for (const [writers, count] of [[1, 1], [4, 1], [16, 1], [1, 20], [4, 20]] as const) await writeTogether(writers, count);
}
await rm(dataDir, { recursive: true });
if (url !== null) await dropDatabase(url);

/** Writers with a connection of their own where there are connections, each one call after the other, and a reader who follows. */
async function writeTogether(writers: number, count: number): Promise<void> {
  const stores = await Promise.all(Array.from({ length: url === null ? 1 : writers + 1 }, open));
  const reader = follow(stores.at(-1)!);
  await reader.catchUp();
  const before = reader.seen;
  const until = performance.now() + WRITE_MS;
  let written = 0;
  const writing = Array.from({ length: writers }, async (_, writer) => {
    while (performance.now() < until) {
      const shopper = user(integer(SHOPPERS));
      await stores[writer % stores.length]!.record(shopper, Array.from({ length: count }, () => someEvent(shopper)));
      written += count;
    }
  });
  const reading = (async () => {
    while (performance.now() < until) {
      await reader.catchUp();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  await Promise.all([...writing, reading]);
  await reader.catchUp();
  if (reader.seen - before !== written) throw new Error(`${written} events were recorded, and ${reader.seen - before} read.`);
  for (const store of stores) await store[Symbol.asyncDispose]();
  console.log(`${String(writers).padStart(2)} writer(s), ${String(count).padStart(2)} event(s) a call ${' '.repeat(17)} ${Math.round((written / WRITE_MS) * 1_000).toLocaleString('en')} events a second`);
}

/** Reads the log to its end, from where it stopped. */
function follow(events: EventStore): { readonly seen: number; catchUp(): Promise<void> } {
  let place: bigint | null = null;
  let seen = 0;
  return {
    get seen() {
      return seen;
    },
    async catchUp() {
      for (;;) {
        const batch = await events.scanEvents(place, 1_000);
        seen += batch.length;
        place = batch.at(-1)?.place ?? place;
        if (batch.length < 1_000) return;
      }
    },
  };
}

async function dropDatabase(of: string): Promise<void> {
  await using connection = await connect({ url: of, namespace, unavailable: 'USER_STORE_UNAVAILABLE' });
  await connection.database.dropDatabase();
}

/** Times `work`, or what it gives to be timed where it gives a function. */
async function report(what: string, work: (round: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    let startedAt = performance.now();
    const result = await work(i);
    if (typeof result === 'function') {
      startedAt = performance.now();
      await (result as () => Promise<unknown>)();
    }
    times.push(performance.now() - startedAt);
  }
  const { p50, p99 } = percentiles(times);
  console.log(`${what.padEnd(50)} p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
}
