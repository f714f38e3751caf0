import { LRUCache } from 'lru-cache';
import type { AppError } from '../../schema/errors.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument, SearchIndex } from '../../stores/ports/search-index.ts';
import { isIndexUnavailable } from '../is-index-unavailable.ts';

/** Documents of served pages that are remembered for when the index is away. */
const REMEMBERED_MAX = 2_000;

/** Reads the documents of one request. */
export interface DocumentReader {
  /** In the order of `ids`; null where the product is gone or, while the index is away, not among those served lately. */
  read(ids: readonly ProductId[]): Promise<readonly (IndexDocument | null)[]>;
  /** `SEARCH_INDEX_UNAVAILABLE` where documents came from memory; else null. */
  failure(): AppError | null;
  /** True where the memory did not have one, so that it is unknown whether the product is gone. */
  missed(): boolean;
}

/** Makes a reader for each request; all share the memory of what was served lately. */
export function createDocumentReader(
  index: Pick<SearchIndex, 'documentsByIds'>,
): (signal: AbortSignal) => DocumentReader {
  const remembered = new LRUCache<ProductId, IndexDocument>({ max: REMEMBERED_MAX });
  return (signal) => {
    // Once the index has failed a request, the rest of that request does not pay its deadline again.
    let failure: AppError | null = null;
    let missed = false;
    return {
      failure: () => failure,
      missed: () => missed,
      async read(ids) {
        if (failure === null) {
          try {
            const documents = await index.documentsByIds(ids, signal);
            for (const [i, document] of documents.entries()) {
              if (document === null) remembered.delete(ids[i]!);
              else remembered.set(document.id, document);
            }
            return documents;
          } catch (error) {
            if (!isIndexUnavailable(error)) throw error;
            failure = error;
          }
        }
        missed ||= ids.some((id) => !remembered.has(id));
        return ids.map((id) => remembered.get(id) ?? null);
      },
    };
  };
}
