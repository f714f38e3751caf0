import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { createBehaviour, type Behaviour } from '../../discovery/index.ts';
import { AppError } from '../../schema/errors.ts';
import { eventId, productId, shopperId } from '../../schema/ids.ts';
import type { EventStore, LoggedEvent } from '../../stores/ports/event-store.ts';
import type { EventType } from '../../stores/ports/shopper-event.ts';
import { openTestShop, type TestProduct } from './open-test-shop.ts';

const DAY_MS = 86_400_000;
const signal = new AbortController().signal;
const products: readonly TestProduct[] = Array.from({ length: 30 }, (_unused, i) => ({
  id: `p${i}`,
  title: `Product ${i}`,
  category: [i % 2 === 0 ? 'Audio' : 'Kitchen', i % 4 === 0 ? 'Headphones' : 'Other'],
}));

/** A log of events in memory, in the order pushed. */
function eventLog() {
  const logged: LoggedEvent[] = [];
  let down = false;
  const store: Pick<EventStore, 'scanEvents'> = {
    async scanEvents(after, limit) {
      if (down) throw new AppError('SEARCH_INDEX_UNAVAILABLE', 'away');
      const from = after === null ? 0 : Number(after);
      return logged.slice(from, from + limit);
    },
  };
  const push = (shopper: string, type: EventType, product: string, days = 0): void => {
    const event = {
      id: eventId(`e${logged.length}`), shopper: shopperId(`user:${shopper}`), type, productId: productId(product), atMs: days * DAY_MS + logged.length,
      listId: null, position: null, quantity: null, price: null,
    };
    logged.push({ place: BigInt(logged.length + 1), event });
  };
  return { store, push, fail: (now: boolean) => void (down = now) };
}

async function counting(run: (behaviour: Behaviour, log: ReturnType<typeof eventLog>) => Promise<void>): Promise<void> {
  await using shop = await openTestShop(products);
  const log = eventLog();
  await using behaviour = createBehaviour({ events: log.store, index: shop.index, log: { warn() {} } });
  await run(behaviour, log);
}

describe('behaviour', () => {
  it('counts what was recorded before it began, and what is recorded after', () =>
    counting(async (behaviour, log) => {
      for (let i = 0; i < 20; i++) {
        log.push(`u${i}`, 'PURCHASE', 'p0');
        log.push(`u${i}`, 'PURCHASE', 'p1');
        log.push(`u${i}`, 'VIEW', 'p2');
      }
      expect(behaviour.progress()).toEqual({ counted: 0, upToDate: false });
      behaviour.start();
      await behaviour.caughtUp(signal);
      expect(behaviour.progress()).toEqual({ counted: 60, upToDate: true });
      const { items, boughtTogether } = behaviour.counts;
      const partners = boughtTogether.neighbours(items.indexOf(productId('p0'))!, 5).map(({ item }) => items.idOf(item));
      expect(partners).toEqual(['p1']);
      const [bought, looked, unknown] = behaviour.statsOf(['p0', 'p2', 'nothing'].map(productId));
      expect(bought!.popularity).toBeGreaterThan(looked!.popularity);
      expect(unknown).toMatchObject({ popularity: 0, trend: 0, clickRate: 1, demand: 0 });

      for (let i = 0; i < 200; i++) log.push(`v${i}`, 'VIEW', 'p5', 20);
      behaviour.notify();
      await behaviour.caughtUp(signal);
      expect(behaviour.statsOf([productId('p5')])[0]!.trend).toBeGreaterThan(1);
    }));

  it('counts what a shopper does again within a day once: nobody makes a bestseller alone', () =>
    counting(async (behaviour, log) => {
      for (let i = 0; i < 5; i++) log.push(`u${i}`, 'PURCHASE', 'p0');
      for (let i = 0; i < 40; i++) log.push('one', 'PURCHASE', 'p2');
      behaviour.start();
      await behaviour.caughtUp(signal);
      expect(behaviour.counts.popularity.top(1).map(({ item }) => behaviour.counts.items.idOf(item))).toEqual(['p0']);
      const { demand } = behaviour.statsOf([productId('p2')])[0]!;
      log.push('one', 'PURCHASE', 'p2', 2);
      behaviour.notify();
      await behaviour.caughtUp(signal);
      expect(behaviour.statsOf([productId('p2')])[0]!.demand).toBeGreaterThan(1.5 * demand);
    }));

  it('passes over products that the index does not have, so that made-up ids cost nothing', () =>
    counting(async (behaviour, log) => {
      for (let i = 0; i < 50; i++) log.push('u', 'VIEW', `made-up-${i}`);
      log.push('u', 'VIEW', 'p3');
      behaviour.start();
      await behaviour.caughtUp(signal);
      expect([behaviour.counts.items.size, behaviour.progress().counted]).toEqual([1, 51]);
    }));

  it('goes on where it stopped when a store was away, and says so meanwhile', () =>
    counting(async (behaviour, log) => {
      log.push('u', 'VIEW', 'p3');
      behaviour.start();
      await behaviour.caughtUp(signal);
      log.push('u', 'VIEW', 'p4');
      log.fail(true);
      behaviour.notify();
      await expect.poll(() => behaviour.progress().upToDate).toBe(false);
      expect(behaviour.progress().counted).toBe(1);
      log.fail(false);
      behaviour.notify();
      await behaviour.caughtUp(signal);
      expect(behaviour.progress()).toEqual({ counted: 2, upToDate: true });
    }));

  it('learns what is bought again, and what once only', () =>
    counting(async (behaviour, log) => {
      for (let i = 0; i < 60; i++) {
        for (let month = 0; month < 4; month++) log.push(`u${i}`, 'PURCHASE', 'p1', month * 30);
        log.push(`u${i}`, 'PURCHASE', 'p0', 3);
      }
      behaviour.start();
      await behaviour.caughtUp(signal);
      const [coffee, machine] = behaviour.statsOf(['p1', 'p0'].map(productId));
      expect(coffee!.repeatRate).toBeGreaterThan(0.6);
      expect(machine!.repeatRate).toBeLessThan(0.3);
    }));

  it('leaves others their turn while it counts', () =>
    counting(async (behaviour, log) => {
      for (let i = 0; i < 20_000; i++) log.push(`u${i % 400}`, 'VIEW', `p${(i * 7) % 30}`, i / 500);
      const turns: number[] = [];
      let last = performance.now();
      const turn = setInterval(() => {
        turns.push(performance.now() - last);
        last = performance.now();
      }, 1);
      behaviour.start();
      await behaviour.caughtUp(signal);
      clearInterval(turn);
      expect(behaviour.progress().counted).toBe(20_000);
      // Not by the clock, which belongs to the machine: without turns there would have been none or one.
      expect(turns.length).toBeGreaterThan(20);
    }));
});
