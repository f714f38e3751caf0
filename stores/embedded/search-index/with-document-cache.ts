import { LRUCache } from 'lru-cache';
import type { ProductId } from '../../../schema/ids.ts';
import type { IndexDocument } from '../../ports/search-index.ts';
import type { EmbeddedSearchIndex } from './embedded-search-index.ts';

/** Documents kept for the next page's cards; about 3 kB each. */
const DOCUMENTS_MAX = 5_000;

/** Keeps documents that were read until they change. All writes must go through it. */
export function withDocumentCache(index: EmbeddedSearchIndex): EmbeddedSearchIndex {
  const kept = new LRUCache<ProductId, IndexDocument>({ max: DOCUMENTS_MAX });
  // What was read before a change must not be kept after it.
  let changes = 0;
  const forget = (ids: readonly ProductId[]): void => {
    changes += 1;
    for (const id of ids) kept.delete(id);
  };
  return {
    ...index,

    async documentsByIds(ids, signal) {
      signal?.throwIfAborted();
      const found = new Map(ids.map((id) => [id, kept.get(id) ?? null]));
      const unknown = ids.filter((id) => found.get(id) === null);
      if (unknown.length > 0) {
        const before = changes;
        for (const document of await index.documentsByIds(unknown, signal)) {
          if (document === null) continue;
          found.set(document.id, document);
          if (before === changes) kept.set(document.id, document);
        }
      }
      return ids.map((id) => found.get(id) ?? null);
    },

    async write(operations, checkpoint, signal) {
      const ids = operations.map((operation) => (operation.kind === 'put' ? operation.document.id : operation.id));
      forget(ids);
      await index.write(operations, checkpoint, signal);
      forget(ids);
    },

    async purge(ids, signal) {
      forget(ids);
      await index.purge(ids, signal);
      forget(ids);
    },

    async beginRebuild(name, basis, signal) {
      const rebuild = await index.beginRebuild(name, basis, signal);
      return {
        ...rebuild,
        async swap(stop) {
          await rebuild.swap(stop);
          changes += 1;
          kept.clear();
        },
      };
    },
  };
}
