import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listId, productId } from '../../schema/ids.ts';
import { EVENT_BATCH_MAX, type EventStore, HISTORY_BATCH_MAX, type LoggedEvent } from '../../stores/ports/event-store.ts';
import { SEQUENCE_MAX, SHOPPER_PRODUCTS_MAX } from '../../stores/ports/shopper-event.ts';
import { createShopperOracle } from './support/shopper-oracle.ts';
import { ANN, event, OTHER_VISITOR, SAM, someEvents, VISITOR } from './support/shopper-samples.ts';

export interface EventStoreContractOptions {
  /** A fresh, empty store per call, whose clock is `now`, and that keeps events for `keepMs`. */
  readonly makeStore: (options: { now: () => number; keepMs: number }) => Promise<EventStore & AsyncDisposable>;
  /** Has the store drop what it need not keep any longer. */
  readonly expire: (store: EventStore & AsyncDisposable) => Promise<void>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

const KEEP_MS = 1_000;

/** Every `EventStore` adapter must pass this suite unchanged. */
export function describeEventStoreContract(adapter: string, { makeStore, expire, numRuns = 100 }: EventStoreContractOptions): void {
  const open = (now: () => number = () => 0) => makeStore({ now, keepMs: KEEP_MS });

  describe(`EventStore contract: ${adapter}`, () => {
    it('gives events back as they were recorded, every field', async () => {
      await using store = await open();
      const whole = event('ä 1', {
        type: 'PURCHASE', productId: productId('手机'), atMs: -5, listId: listId('l1'), position: 3, quantity: 2, price: { amount: 0, currency: 'EUR' },
      });
      await store.record(SAM, [whole, event('e2')]);
      expect(eventsIn(await store.eventsOf(SAM, null, 10))).toEqual([whole, event('e2')]);
    });

    it('stores an id once a shopper, the first with it, whatever came with the repeat', async () => {
      await using store = await open();
      const first = await store.record(SAM, [event('e1', { type: 'VIEW' }), event('e2'), event('e1', { type: 'PURCHASE' })]);
      expect(first.outcomes).toEqual(['accepted', 'accepted', 'duplicate']);
      const repeat = await store.record(SAM, [event('e2', { type: 'HIDE' }), event('e3')]);
      expect(repeat.outcomes).toEqual(['duplicate', 'accepted']);
      expect((await store.record(ANN, [event('e1', { shopper: ANN })])).outcomes).toEqual(['accepted']);
      expect((await store.sequence(SAM)).events.map(({ type }) => type)).toEqual(['VIEW', 'VIEW', 'VIEW']);
      expect((await store.sequence(SAM)).hidden).toEqual([]);
    });

    it('knows an unknown shopper as someone at position 0 with nothing', async () => {
      await using store = await open();
      expect(await store.sequence(SAM)).toEqual({ position: 0, events: [], hidden: [], purchased: [] });
      expect(await store.position(SAM)).toBe(0);
      expect(await store.eventsOf(SAM, null, 10)).toEqual([]);
      expect((await store.record(SAM, [])).position).toBe(0);
    });

    it('keeps impressions out of the sequence, and everything else in it', async () => {
      await using store = await open();
      const types = ['IMPRESSION', 'CLICK', 'VIEW', 'ADD_TO_CART', 'REMOVE_FROM_CART', 'PURCHASE', 'HIDE'] as const;
      await store.record(SAM, types.map((type, i) => event(type, { type, productId: productId(type), atMs: i })));
      const { events, hidden, purchased } = await store.sequence(SAM);
      expect(events.map(({ type }) => type)).toEqual(types.slice(1));
      expect([hidden, purchased]).toEqual([['HIDE'], ['PURCHASE']]);
      expect(await store.eventsOf(SAM, null, 10)).toHaveLength(7);
    });

    it('orders a sequence by time, ties as recorded, and keeps the newest', async () => {
      await using store = await open();
      const late = Array.from({ length: SEQUENCE_MAX }, (_, i) => event(`late${i}`, { atMs: 100 + Math.floor(i / 2), productId: productId(`p${i}`) }));
      await store.record(SAM, late);
      await store.record(SAM, [event('early', { atMs: 1, productId: productId('early') })]);
      expect((await store.sequence(SAM)).events.map(({ productId }) => productId)).toEqual(late.map(({ productId }) => productId));
      await store.record(SAM, [event('last', { atMs: 124, productId: productId('last') })]);
      expect((await store.sequence(SAM)).events.map(({ productId }) => productId)).toEqual([...late.slice(1).map(({ productId }) => productId), 'last']);
    });

    it('remembers what was hidden and bought long after it left the sequence, up to a bound', async () => {
      await using store = await open();
      const count = SHOPPER_PRODUCTS_MAX + 5;
      const hides = Array.from({ length: count }, (_, i) => event(`h${i}`, { type: 'HIDE', atMs: i, productId: productId(`p${i}`) }));
      for (let at = 0; at < count; at += EVENT_BATCH_MAX) await store.record(SAM, hides.slice(at, at + EVENT_BATCH_MAX));
      const { events, hidden } = await store.sequence(SAM);
      expect(events).toHaveLength(SEQUENCE_MAX);
      expect(hidden).toEqual(hides.slice(5).map(({ productId }) => productId).toReversed());
    });

    it('moves the position with every change of the sequence, and with nothing else', async () => {
      await using store = await open();
      const first = (await store.record(SAM, [event('e1')])).position;
      expect(first).toBeGreaterThan(0);
      expect((await store.record(SAM, [event('e1'), event('i1', { type: 'IMPRESSION' })])).position).toBe(first);
      await store.record(ANN, [event('e1', { shopper: ANN })]);
      expect(await store.position(SAM)).toBe(first);
      const second = (await store.record(SAM, [event('e2')])).position;
      expect(second).toBeGreaterThan(first);
      expect(await store.position(SAM)).toBe(second);
      expect((await store.sequence(SAM)).position).toBe(second);
    });

    it('pages through the events of one and of all, in the order recorded', async () => {
      await using store = await open();
      await store.record(SAM, ['a', 'b', 'c'].map((id) => event(id)));
      await store.record(ANN, ['d', 'e'].map((id) => event(id, { shopper: ANN })));
      await store.record(SAM, [event('f')]);
      const first = await store.eventsOf(SAM, null, 2);
      expect(idsIn([...first, ...(await store.eventsOf(SAM, first.at(-1)!.place, 10))])).toEqual(['a', 'b', 'c', 'f']);
      const start = await store.scanEvents(null, 4);
      const rest = await store.scanEvents(start.at(-1)!.place, 10);
      expect(idsIn([...start, ...rest])).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      expect(await store.scanEvents(rest.at(-1)!.place, 10)).toEqual([]);
    });

    it('takes a history of many shoppers at once, and moves each of them on', async () => {
      await using store = await open();
      await store.record(SAM, [event('e1')]);
      const before = await store.position(SAM);
      const history = [event('e1'), event('e2', { atMs: -1 }), event('e1', { shopper: ANN }), event('e1', { shopper: ANN, type: 'HIDE' })];
      expect(await store.recordHistory(history)).toEqual(['duplicate', 'accepted', 'accepted', 'duplicate']);
      expect(await store.position(SAM)).toBeGreaterThan(before);
      expect((await store.sequence(ANN)).events).toHaveLength(1);
      expect((await store.sequence(SAM)).events.map(({ atMs }) => atMs)).toEqual([-1, 1]);
    });

    it('takes a full batch and refuses a larger one', async () => {
      await using store = await open();
      const events = Array.from({ length: HISTORY_BATCH_MAX + 1 }, (_, i) => event(`e${i}`));
      await expect(store.record(SAM, events.slice(0, EVENT_BATCH_MAX + 1))).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      await expect(store.recordHistory(events)).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      expect((await store.record(SAM, events.slice(0, EVENT_BATCH_MAX))).outcomes).toHaveLength(EVENT_BATCH_MAX);
      await store.recordHistory(events.slice(1));
      expect(await store.eventsOf(SAM, null, 2_000)).toHaveLength(HISTORY_BATCH_MAX + 1);
    });

    it('drops what was recorded long ago, however new or old it is, and moves the sequences that changed', async () => {
      let nowMs = 0;
      await using store = await open(() => nowMs);
      await store.record(SAM, [event('old', { atMs: 5_000 })]);
      await store.record(ANN, [event('old', { shopper: ANN })]);
      nowMs = 600;
      const { position } = await store.record(SAM, [event('history', { atMs: -1_000_000 })]);
      await expire(store);
      expect(await store.scanEvents(null, 10)).toHaveLength(3);
      nowMs = 1_001;
      await expire(store);
      expect(idsIn(await store.scanEvents(null, 10))).toEqual(['history']);
      expect((await store.sequence(SAM)).events.map(({ atMs }) => atMs)).toEqual([-1_000_000]);
      expect(await store.position(SAM)).toBeGreaterThan(position);
      expect(await store.sequence(ANN)).toMatchObject({ events: [] });
    });

    it('rejects with the reason of an aborted signal, and writes nothing', async () => {
      await using store = await open();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => store.record(SAM, [event('e1')], signal),
        () => store.recordHistory([event('e1')], signal),
        () => store.sequence(SAM, signal),
        () => store.position(SAM, signal),
        () => store.eventsOf(SAM, null, 1, signal),
        () => store.scanEvents(null, 1, signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
      expect(await store.scanEvents(null, 1)).toEqual([]);
    });

    it('holds what a list would hold, whatever is recorded', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someEvents, { maxLength: 6 }), async (batches) => {
          await using store = await open();
          const oracle = createShopperOracle();
          for (const events of batches) {
            const positions = new Map(await Promise.all([SAM, ANN].map(async (shopper) => [shopper, await store.sequence(shopper)] as const)));
            expect(await store.recordHistory(events)).toEqual(oracle.record(events));
            for (const [shopper, before] of positions) {
              const after = await store.sequence(shopper);
              expect(after).toEqual({ position: after.position, ...oracle.sequence(shopper) });
              if (after.position === before.position) expect(after).toEqual(before);
              else expect(after.position).toBeGreaterThan(before.position);
            }
          }
          expect(eventsIn(await store.scanEvents(null, 1_000))).toEqual(oracle.all());
          for (const shopper of [SAM, VISITOR, OTHER_VISITOR]) expect(eventsIn(await store.eventsOf(shopper, null, 1_000))).toEqual(oracle.of(shopper));
        }),
        { numRuns },
      );
    });
  });
}

function eventsIn(logged: readonly LoggedEvent[]) {
  return logged.map(({ event }) => event);
}

function idsIn(logged: readonly LoggedEvent[]) {
  return logged.map(({ event }) => event.id);
}
