import { LRUCache } from 'lru-cache';
import { RESULT_LIST_TTL_MS, type ResultList, type ResultListStore } from '../ports/result-list-store.ts';
import type { ListId } from '../../schema/ids.ts';

export interface ResultListsOptions {
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** Ids kept in all lists together, where `meta` counts as an id for every 40 characters; the least recently used lists go first. */
  readonly maxIds: number;
}

/** Characters of `meta` that take about as much memory as an id. */
const META_PER_ID = 40;

interface Kept {
  readonly list: ResultList;
  readonly expiresAtMs: number;
}

/** Result lists in this process's memory. */
export function createResultLists({ now, maxIds }: ResultListsOptions): ResultListStore {
  const kept = new LRUCache<ListId, Kept>({
    maxSize: maxIds,
    // An empty list takes its place too.
    sizeCalculation: ({ list }) => list.ids.length + 1 + Math.floor(list.meta.length / META_PER_ID),
  });
  return {
    async keep(list) {
      kept.set(list.id, { list, expiresAtMs: now() + RESULT_LIST_TTL_MS });
    },

    async slice(id, offset, count) {
      const entry = kept.get(id);
      if (entry === undefined) return null;
      if (entry.expiresAtMs <= now()) {
        kept.delete(id);
        return null;
      }
      const { fingerprint, ids, total, meta } = entry.list;
      return { fingerprint, ids: ids.slice(offset, offset + count), length: ids.length, total, meta };
    },

    async forget(shopper, signal) {
      signal?.throwIfAborted();
      for (const [id, { list }] of kept.entries()) if (list.shopper === shopper) kept.delete(id);
    },
  };
}
