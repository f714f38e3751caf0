import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShopperId } from '../../schema/ids.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import { DEFAULT_PROFILE, type ProfileStore } from '../../stores/ports/profile-store.ts';
import type { ServedListLog } from '../../stores/ports/served-list-log.ts';
import type { SequencePosition, ShopperEvent } from '../../stores/ports/shopper-event.ts';
import type { ShopperRecords } from '../../stores/ports/shopper-records.ts';
import { createShopperOracle } from './support/shopper-oracle.ts';
import { ANN, event, OTHER_VISITOR, SAM, served, someEvents, VISITOR } from './support/shopper-samples.ts';

export type ShopperStores = EventStore & ProfileStore & ServedListLog & ShopperRecords & AsyncDisposable;

export interface ShopperRecordsContractOptions {
  /** Fresh, empty stores per call. */
  readonly makeStores: () => Promise<ShopperStores>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

const EVERYONE = [SAM, ANN, VISITOR, OTHER_VISITOR];

/** Every adapter of `ShopperRecords`, over the other stores of shoppers, must pass this suite unchanged. */
export function describeShopperRecordsContract(adapter: string, { makeStores, numRuns = 100 }: ShopperRecordsContractOptions): void {
  describe(`ShopperRecords contract: ${adapter}`, () => {
    it("makes a visitor's events the user's, each in its place, and drops repeats of an id", async () => {
      await using stores = await makeStores();
      await stores.record(SAM, [event('e1', { atMs: 1 })]);
      await stores.record(VISITOR, [event('e1', { type: 'HIDE' }), event('e2', { atMs: 2, type: 'PURCHASE' })]);
      await stores.record(SAM, [event('e3', { atMs: 3 })]);
      const places = (await stores.scanEvents(null, 10)).filter(({ event: { type } }) => type !== 'HIDE').map(({ place }) => place);
      const before = await stores.position(SAM);
      expect(await stores.mergeVisitor(VISITOR, SAM)).toEqual({ events: 1 });
      const merged = await stores.eventsOf(SAM, null, 10);
      expect(merged.map(({ event: { id, shopper } }) => [id, shopper])).toEqual([['e1', SAM], ['e2', SAM], ['e3', SAM]]);
      expect(merged.map(({ place }) => place)).toEqual(places);
      expect(await stores.sequence(SAM)).toMatchObject({ hidden: [], purchased: ['p1'] });
      expect(await stores.position(SAM)).toBeGreaterThan(before);
      expect(await stores.sequence(VISITOR)).toEqual({ position: 0, events: [], hidden: [], purchased: [] });
    });

    it("takes the visitor's choices where the user has made none", async () => {
      await using stores = await makeStores();
      await stores.updateProfile(VISITOR, { personalization: false, locale: 'de' });
      await stores.updateProfile(SAM, { locale: 'en' });
      await stores.mergeVisitor(VISITOR, SAM);
      expect(await stores.profile(SAM)).toEqual({ personalization: false, locale: 'en' });
      expect(await stores.profile(VISITOR)).toEqual(DEFAULT_PROFILE);
      await stores.updateProfile(OTHER_VISITOR, { personalization: true });
      await stores.mergeVisitor(OTHER_VISITOR, SAM);
      expect(await stores.profile(SAM)).toEqual({ personalization: false, locale: 'en' });
    });

    it("makes the visitor's served lists the user's", async () => {
      await using stores = await makeStores();
      await stores.append([served('a', VISITOR), served('b', SAM), served('c', null)]);
      await stores.mergeVisitor(VISITOR, SAM);
      expect((await stores.servedTo(SAM, null, 10)).map(({ list }) => list.listId)).toEqual(['a', 'b']);
      expect(await stores.servedTo(VISITOR, null, 10)).toEqual([]);
    });

    it('merges a visitor once, with whoever was first, also where there was nothing', async () => {
      await using stores = await makeStores();
      expect(await stores.mergeVisitor(VISITOR, SAM)).toEqual({ events: 0 });
      expect([await stores.visitorsOf(SAM), await stores.visitorsOf(ANN)]).toEqual([[VISITOR], []]);
      await stores.record(VISITOR, [event('later')]);
      await stores.updateProfile(VISITOR, { personalization: false });
      await stores.append([served('later', VISITOR)]);
      for (const user of [SAM, ANN]) expect(await stores.mergeVisitor(VISITOR, user)).toBeNull();
      expect((await stores.sequence(VISITOR)).events).toHaveLength(1);
      for (const user of [SAM, ANN]) {
        expect(await stores.sequence(user)).toMatchObject({ events: [] });
        expect(await stores.profile(user)).toEqual(DEFAULT_PROFILE);
        expect(await stores.servedTo(user, null, 10)).toEqual([]);
      }
    });

    it('erases all of a shopper and of the visitors merged into them, and nothing else', async () => {
      await using stores = await makeStores();
      for (const shopper of EVERYONE) {
        await stores.record(shopper, [event('e1'), event('e2', { type: 'IMPRESSION' })]);
        await stores.updateProfile(shopper, { locale: 'fr' });
        await stores.append([served('l', shopper)]);
      }
      await stores.append([served('nobody', null)]);
      await stores.mergeVisitor(VISITOR, SAM);
      await stores.record(VISITOR, [event('after the merge')]);
      expect(await stores.eraseShopper(SAM)).toEqual({ events: 3, servedLists: 2, shoppers: [SAM, VISITOR] });
      for (const shopper of [SAM, VISITOR]) {
        expect(await stores.sequence(shopper)).toEqual({ position: 0, events: [], hidden: [], purchased: [] });
        expect(await stores.eventsOf(shopper, null, 10)).toEqual([]);
        expect(await stores.profile(shopper)).toEqual(DEFAULT_PROFILE);
        expect(await stores.servedTo(shopper, null, 10)).toEqual([]);
      }
      expect(new Set((await stores.scanEvents(null, 10)).map(({ event: { shopper } }) => shopper))).toEqual(new Set([ANN, OTHER_VISITOR]));
      expect((await stores.scanServed(null, 10)).map(({ list }) => list.shopper)).toEqual([ANN, OTHER_VISITOR, null]);
      expect(await stores.eraseShopper(SAM)).toEqual({ events: 0, servedLists: 0, shoppers: [SAM] });
    });

    it('lets an erased shopper begin anew, at positions that were never used before', async () => {
      await using stores = await makeStores();
      await stores.record(SAM, [event('e1')]);
      const { position: before } = await stores.record(SAM, [event('e2')]);
      await stores.mergeVisitor(VISITOR, SAM);
      await stores.eraseShopper(SAM);
      const report = await stores.record(SAM, [event('e1', { type: 'CLICK' })]);
      expect(report.outcomes).toEqual(['accepted']);
      expect(report.position).toBeGreaterThan(before);
      expect((await stores.sequence(SAM)).events).toMatchObject([{ type: 'CLICK' }]);
      expect(await stores.mergeVisitor(VISITOR, SAM)).toEqual({ events: 0 });
    });

    it('rejects with the reason of an aborted signal, and changes nothing', async () => {
      await using stores = await makeStores();
      await stores.record(VISITOR, [event('e1')]);
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      await expect(stores.mergeVisitor(VISITOR, SAM, signal)).rejects.toBe(reason);
      await expect(stores.eraseShopper(VISITOR, signal)).rejects.toBe(reason);
      await expect(stores.visitorsOf(SAM, signal)).rejects.toBe(reason);
      expect((await stores.sequence(VISITOR)).events).toHaveLength(1);
      expect(await stores.mergeVisitor(VISITOR, SAM)).toEqual({ events: 1 });
    });

    it('holds what a list would hold, whoever is merged and erased; no position comes back', async () => {
      type Step = { readonly record: ShopperEvent[] } | { readonly merge: readonly [ShopperId, ShopperId] } | { readonly erase: ShopperId };
      const step: fc.Arbitrary<Step> = fc.oneof(
        { weight: 4, arbitrary: someEvents.map((record) => ({ record })) },
        { weight: 2, arbitrary: fc.tuple(fc.constantFrom(VISITOR, OTHER_VISITOR), fc.constantFrom(SAM, ANN)).map((merge) => ({ merge })) },
        { weight: 1, arbitrary: fc.constantFrom(...EVERYONE).map((erase) => ({ erase })) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await using stores = await makeStores();
          const oracle = createShopperOracle();
          /** What each position of each shopper meant, as a cache might have kept it. */
          const seen = new Map<string, unknown>();
          const check = async (shopper: ShopperId): Promise<void> => {
            const { position, ...sequence } = await stores.sequence(shopper);
            expect(sequence).toEqual(oracle.sequence(shopper));
            const key = `${shopper} ${position}`;
            if (seen.has(key)) expect(sequence).toEqual(seen.get(key));
            else if (position > 0) expect(position).toBeGreaterThan(highestOf(seen, shopper));
            seen.set(key, sequence);
          };
          for (const next of steps) {
            if ('record' in next) expect(await stores.recordHistory(next.record)).toEqual(oracle.record(next.record));
            else if ('merge' in next) expect((await stores.mergeVisitor(...next.merge))?.events ?? null).toEqual(oracle.merge(...next.merge));
            else expect((await stores.eraseShopper(next.erase)).events).toBe(oracle.erase(next.erase));
            for (const shopper of EVERYONE) await check(shopper);
          }
          expect((await stores.scanEvents(null, 1_000)).map((logged) => logged.event)).toEqual(oracle.all());
        }),
        { numRuns },
      );
    });
  });
}

function highestOf(seen: ReadonlyMap<string, unknown>, shopper: ShopperId): SequencePosition {
  const positions = [...seen.keys()].filter((key) => key.startsWith(`${shopper} `)).map((key) => Number(key.split(' ')[1]));
  return Math.max(0, ...positions) as SequencePosition;
}
