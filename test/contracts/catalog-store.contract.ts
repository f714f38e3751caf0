import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX, type CatalogStore, type SourceRecord } from '../../stores/ports/catalog-store.ts';
import { byId, source } from './support/samples.ts';

export interface CatalogStoreContractOptions {
  /** A fresh, empty store per call, whose clock is `now`. */
  readonly makeStore: (now: () => number) => Promise<CatalogStore & AsyncDisposable>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

/** Every `CatalogStore` adapter must pass this suite unchanged. */
export function describeCatalogStoreContract(adapter: string, { makeStore, numRuns = 100 }: CatalogStoreContractOptions): void {
  const open = (): ReturnType<typeof makeStore> => makeStore(() => 1_700_000_000_000);

  describe(`CatalogStore contract: ${adapter}`, () => {
    it('gives a record back as received, with its origin, its version and the time of the store', async () => {
      await using store = await makeStore(() => 42);
      const received: SourceRecord = {
        id: productId('p 1/ä'),
        mapping: 'shop',
        record: { title: 'Größe <b>10″</b>', 'odd key.$': [1, 2.5, null, { deep: true }], empty: {}, text: '手机\u0001' },
        origin: { file: 'catalog.csv', line: 7 },
      };
      const version = await store.putSources([received]);
      expect(await store.sourcesByIds([received.id])).toEqual([{ ...received, version, receivedAtMs: 42 }]);
    });

    it('replaces whole records; of a repeated id in one call the last wins', async () => {
      await using store = await open();
      await store.putSources([source('a', { old: 1 })]);
      const version = await store.putSources([source('a', { first: 1 }), source('b'), source('a', { last: 1 })]);
      const [a, b] = (await store.sourcesByIds([productId('a'), productId('b')])).toSorted(byId);
      expect(a?.record).toEqual({ last: 1 });
      expect([a, b].map((stored) => stored?.version)).toContain(version);
    });

    it('gives rising versions, and the current one for a call that changes nothing', async () => {
      await using store = await open();
      expect(await store.putSources([])).toBe(0n);
      const first = await store.putSources([source('a')]);
      const second = await store.putSources([source('a')]);
      expect(second).toBeGreaterThan(first);
      expect(await store.putSources([])).toBe(second);
      expect(await store.deleteSources([productId('absent')])).toEqual({ deleted: 0, version: second });
    });

    it('deletes what is there, counts it once, and gives the version of the last change', async () => {
      await using store = await open();
      const before = await store.putSources([source('a'), source('b'), source('c')]);
      const ids = ['a', 'absent', 'b', 'a'].map(productId);
      const { deleted, version } = await store.deleteSources(ids);
      expect(deleted).toBe(2);
      expect(version).toBeGreaterThan(before);
      expect((await store.sourcesByIds([...ids, productId('c')])).map(({ id }) => id)).toEqual(['c']);
    });

    it('keeps what a mapping name means, and its last meaning', async () => {
      await using store = await open();
      expect(await store.mapping('shop')).toBeNull();
      await store.putMapping('shop', { title: 'name' });
      await store.putMapping('shop', { title: { column: 'título' } });
      expect(await store.mapping('shop')).toEqual({ title: { column: 'título' } });
      expect(await store.mapping('Shop')).toBeNull();
      expect(await store.mappings()).toEqual(new Map([['shop', { title: { column: 'título' } }]]));
      await store.putMapping('other', { id: 'a.b' });
      expect((await store.mappings()).get('other')).toEqual({ id: 'a.b' });
      expect([...(await store.mappings()).keys()].toSorted()).toEqual(['other', 'shop']);
    });

    it('takes a full batch and refuses a larger one', async () => {
      await using store = await open();
      const records = Array.from({ length: CATALOG_BATCH_MAX + 1 }, (_, index) => source(`p${index}`));
      const ids = records.map(({ id }) => id);
      for (const call of [() => store.putSources(records), () => store.deleteSources(ids), () => store.sourcesByIds(ids)]) {
        await expect(call()).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      }
      await store.putSources(records.slice(1));
      expect(await store.sourcesByIds(ids.slice(1))).toHaveLength(CATALOG_BATCH_MAX);
    });

    it('writes nothing of a call that fails in the middle', async () => {
      await using store = await open();
      const before = await store.putSources([source('kept')]);
      const unreadable = source('b', {
        get title(): string {
          throw new Error('unreadable');
        },
      });
      await expect(store.putSources([source('a'), unreadable, source('c')])).rejects.toThrow('unreadable');
      expect(await store.sourcesByIds(['a', 'b', 'c'].map(productId))).toEqual([]);
      expect(await store.putSources([])).toBe(before);
    });

    it('rejects with the reason of an aborted signal, and writes nothing', async () => {
      await using store = await open();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => store.putSources([source('a')], signal),
        () => store.deleteSources([productId('a')], signal),
        () => store.sourcesByIds([productId('a')], signal),
        () => store.putMapping('shop', {}, signal),
        () => store.mapping('shop', signal),
        () => store.mappings(signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
      expect(await store.putSources([])).toBe(0n);
      expect(await store.mapping('shop')).toBeNull();
    });

    it('holds what a Map would hold, whatever is put and deleted', async () => {
      const id = fc.constantFrom('a', 'b', 'c', 'd', '手', '%_');
      const record = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
      const call = fc.oneof(
        fc.record({ put: fc.array(fc.record({ id, record }), { maxLength: 4 }) }),
        fc.record({ delete: fc.array(id, { maxLength: 3 }) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(call, { maxLength: 8 }), async (calls) => {
          await using store = await open();
          const oracle = new Map<string, unknown>();
          for (const given of calls) {
            if ('put' in given) {
              await store.putSources(given.put.map((each) => source(each.id, each.record as SourceRecord['record'])));
              for (const each of given.put) oracle.set(each.id, JSON.parse(JSON.stringify(each.record)));
            } else {
              const { deleted } = await store.deleteSources(given.delete.map(productId));
              expect(deleted).toBe(given.delete.filter((each) => oracle.delete(each)).length);
            }
          }
          const stored = await store.sourcesByIds(['a', 'b', 'c', 'd', '手', '%_', 'never'].map(productId));
          expect(new Map(stored.map((each) => [each.id as string, each.record]))).toEqual(oracle);
        }),
        { numRuns },
      );
    });
  });
}
