import { describe, expect, it } from 'vitest';
import { listId, productId, type ShopperId } from '../../schema/ids.ts';
import { RESULT_LIST_TTL_MS, type ResultList, type ResultListStore } from '../../stores/ports/result-list-store.ts';
import { ANN, SAM } from './support/shopper-samples.ts';

export interface ResultListStoreContractOptions {
  /** A fresh, empty store per call, whose clock is `now`, with room for some ten thousand ids. */
  readonly makeStore: (now: () => number) => Promise<ResultListStore>;
}

/** Every `ResultListStore` adapter must pass this suite unchanged. */
export function describeResultListStoreContract(adapter: string, { makeStore }: ResultListStoreContractOptions): void {
  describe(`ResultListStore contract: ${adapter}`, () => {
    it('gives any part of a list, with what belongs to the whole', async () => {
      const store = await makeStore(() => 0);
      const kept = list('l1', 10);
      await store.keep(kept);
      expect(await store.slice(kept.id, 3, 4)).toEqual({ fingerprint: 'f', ids: kept.ids.slice(3, 7), length: 10, total: 25, meta: '{"m":1}' });
      expect((await store.slice(kept.id, 8, 100))?.ids).toEqual(kept.ids.slice(8));
      expect((await store.slice(kept.id, 10, 5))?.ids).toEqual([]);
      expect((await store.slice(kept.id, 0, 0))?.length).toBe(10);
    });

    it('does not know other lists', async () => {
      const store = await makeStore(() => 0);
      expect(await store.slice(listId('absent'), 0, 1)).toBeNull();
    });

    it('keeps an empty list, and a full one', async () => {
      const store = await makeStore(() => 0);
      await store.keep(list('none', 0));
      await store.keep(list('full', 10_000));
      expect((await store.slice(listId('none'), 0, 5))?.length).toBe(0);
      expect((await store.slice(listId('full'), 9_999, 5))?.ids).toEqual(['p9999']);
    });

    it('forgets a list after its time, which reading does not prolong', async () => {
      let nowMs = 1_000;
      const store = await makeStore(() => nowMs);
      await store.keep(list('l', 3));
      nowMs += RESULT_LIST_TTL_MS - 1;
      expect(await store.slice(listId('l'), 0, 1)).not.toBeNull();
      nowMs += 1;
      expect(await store.slice(listId('l'), 0, 1)).toBeNull();
    });

    it('replaces a list of the same id, and begins its time anew', async () => {
      let nowMs = 0;
      const store = await makeStore(() => nowMs);
      await store.keep(list('l', 3));
      nowMs = RESULT_LIST_TTL_MS - 1;
      await store.keep(list('l', 5));
      nowMs += 10;
      expect((await store.slice(listId('l'), 0, 10))?.length).toBe(5);
    });

    it('forgets what a shopper asked for, and nothing else', async () => {
      let nowMs = 0;
      const store = await makeStore(() => nowMs);
      await store.keep(list('first', 300, SAM));
      nowMs = 5;
      await store.keep(list('second', 3, SAM));
      await store.keep(list('of another', 3, ANN));
      await store.keep(list("everybody's", 3));
      await store.forget(SAM);
      const isKept = async (id: string): Promise<boolean> => (await store.slice(listId(id), 0, 1)) !== null;
      expect(await Promise.all(['first', 'second', 'of another', "everybody's"].map(isKept))).toEqual([false, false, true, true]);
      await store.forget(SAM);
      await store.keep(list('again', 3, SAM));
      expect(await isKept('again')).toBe(true);
    });
  });
}

function list(id: string, length: number, shopper: ShopperId | null = null): ResultList {
  return { id: listId(id), shopper, fingerprint: 'f', ids: Array.from({ length }, (_, i) => productId(`p${i}`)), total: 25, meta: '{"m":1}' };
}
