import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productId } from '../../schema/ids.ts';
import { SERVED_LIST_TTL_MS, type LoggedList, type ServedList, type ServedListLog } from '../../stores/ports/served-list-log.ts';
import { ANN, SAM, served } from './support/shopper-samples.ts';

export interface ServedListLogContractOptions {
  /** A fresh, empty log per call, whose clock is `now`. */
  readonly makeLog: (now: () => number) => Promise<ServedListLog & AsyncDisposable>;
  /** Has the log drop what has expired. */
  readonly expire: (log: ServedListLog & AsyncDisposable) => Promise<void>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

/** Every `ServedListLog` adapter must pass this suite unchanged. */
export function describeServedListLogContract(adapter: string, { makeLog, expire, numRuns = 100 }: ServedListLogContractOptions): void {
  describe(`ServedListLog contract: ${adapter}`, () => {
    it('gives lists back as they were appended, features to float32', async () => {
      await using log = await makeLog(() => 0);
      const lists = [
        served('l1', SAM),
        served('l2', null, { kind: 'TRENDING', query: null, arm: 'b', modelVersion: null, total: 0, items: [] }),
        served('l1', SAM, { items: [{ productId: productId('p9'), position: 25, features: [] }, { productId: productId('p8'), position: 26, features: [0.1] }] }),
      ];
      await log.append(lists.slice(0, 2));
      await log.append(lists.slice(2));
      const found = listsIn(await log.scanServed(null, 10));
      expect(found.slice(0, 2)).toEqual(lists.slice(0, 2));
      expect(found[2]!.items).toEqual([{ productId: 'p9', position: 25, features: [] }, { productId: 'p8', position: 26, features: [Math.fround(0.1)] }]);
    });

    it('pages through all, and through those of one shopper, in the order appended', async () => {
      await using log = await makeLog(() => 0);
      await log.append([]);
      await log.append([served('a', SAM), served('b', ANN), served('c', null)]);
      await log.append([served('d', SAM, { atMs: -7 })]);
      const start = await log.scanServed(null, 3);
      expect(namesIn([...start, ...(await log.scanServed(start.at(-1)!.place, 3))])).toEqual(['a', 'b', 'c', 'd']);
      const first = await log.servedTo(SAM, null, 1);
      expect(namesIn([...first, ...(await log.servedTo(SAM, first[0]!.place, 9))])).toEqual(['a', 'd']);
    });

    it('forgets a list after its time, and not before', async () => {
      let nowMs = 0;
      await using log = await makeLog(() => nowMs);
      await log.append([served('old', SAM, { atMs: 0 }), served('new', SAM, { atMs: 10 })]);
      nowMs = SERVED_LIST_TTL_MS - 1;
      await expire(log);
      expect(namesIn(await log.scanServed(null, 9))).toEqual(['old', 'new']);
      nowMs = SERVED_LIST_TTL_MS;
      await expire(log);
      expect(namesIn(await log.servedTo(SAM, null, 9))).toEqual(['new']);
    });

    it('rejects with the reason of an aborted signal, and writes nothing', async () => {
      await using log = await makeLog(() => 0);
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      await expect(log.append([served('a', SAM)], signal)).rejects.toBe(reason);
      await expect(log.scanServed(null, 1, signal)).rejects.toBe(reason);
      await expect(log.servedTo(SAM, null, 1, signal)).rejects.toBe(reason);
      expect(await log.scanServed(null, 1)).toEqual([]);
    });

    it('holds what an array would hold', async () => {
      const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
      const item = fc.record({ id: fc.string(), position: fc.integer({ min: 1, max: 10_000 }), features: fc.option(fc.array(float, { maxLength: 4 })) });
      const list: fc.Arbitrary<ServedList> = fc
        .record({ shopper: fc.constantFrom(SAM, ANN, null), query: fc.option(fc.string()), items: fc.array(item, { maxLength: 4 }) })
        .map(({ items, ...rest }) => served('l', rest.shopper, { ...rest, items: items.map(({ id, ...of }) => ({ ...of, productId: productId(id) })) }));
      await fc.assert(
        fc.asyncProperty(fc.array(list, { maxLength: 8 }), async (lists) => {
          await using log = await makeLog(() => 0);
          await log.append(lists);
          expect(listsIn(await log.scanServed(null, 100))).toEqual(lists);
          expect(listsIn(await log.servedTo(SAM, null, 100))).toEqual(lists.filter(({ shopper }) => shopper === SAM));
        }),
        { numRuns },
      );
    });
  });
}

function listsIn(logged: readonly LoggedList[]) {
  return logged.map(({ list }) => list);
}

function namesIn(logged: readonly LoggedList[]) {
  return logged.map(({ list }) => list.listId);
}
