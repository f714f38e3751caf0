/*
 * What:   what shoppers cost the embedded stores: recording, the state that each request reads, merging and erasing.
 * Data:   400,000 seeded events of 10,000 shoppers on disk, a few of them long-time customers; the same in every run.
 * Not measured: GraphQL and HTTP around it, the user encoder, other processes on the disk.
 * Run:    npm run bench:shoppers
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShoppers } from '../discovery/index.ts';
import { eventId, productId, type ShopperId, shopperId } from '../schema/ids.ts';
import type { Identity } from '../schema/identity.ts';
import { createUserStateCache, openEmbeddedUsers } from '../stores/embedded/index.ts';
import { HISTORY_BATCH_MAX } from '../stores/ports/event-store.ts';
import { EVENT_TYPES, type ShopperEvent } from '../stores/ports/shopper-event.ts';
import { percentiles } from './support/percentiles.ts';
import { seededRandom } from './support/seeded-random.ts';

const EVENTS = 400_000;
const SHOPPERS = 10_000;
const ROUNDS = 300;
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

const dataDir = await mkdtemp(join(tmpdir(), 'aisle-bench-'));
{
  await using users = await openEmbeddedUsers({ dataDir, now: () => NOW });
  const cache = createUserStateCache({ now: () => NOW, maxShoppers: SHOPPERS });
  const shoppers = createShoppers({ events: users, profiles: users, cache, now: () => NOW, log: { warn: console.error } });

  const startedAt = performance.now();
  for (let i = 0; i < EVENTS; i += HISTORY_BATCH_MAX) {
    await users.recordHistory(Array.from({ length: HISTORY_BATCH_MAX }, () => someEvent()));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const { size } = await stat(join(dataDir, 'users.db'));
  console.log(`${EVENTS.toLocaleString('en')} events recorded in ${seconds.toFixed(1)} s, ${Math.round(EVENTS / seconds).toLocaleString('en')} a second; ${Math.round(size / EVENTS)} bytes each on disk`);
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
  console.log(`erasure of ${events.toLocaleString('en')} events${' '.repeat(22)}${(performance.now() - once).toFixed(1)} ms`);
}
await rm(dataDir, { recursive: true });

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
