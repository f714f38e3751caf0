import type { EmbeddedSearchIndex, EmbeddedSearchIndexOptions } from './embedded-search-index.ts';
import { openIndexHere } from './open-index-here.ts';
import { openIndexInWorker } from './open-index-in-worker.ts';
import { withDocumentCache } from './with-document-cache.ts';

/**
 * The embedded search index. One with a folder works in a thread of its own: its larger searches, writes to disk and
 * growing arrays would keep the event loop from answering anything else. One in memory is small, and works here.
 *
 * @throws AppError `SEARCH_INDEX_CORRUPT` where the pointer to the live generation is damaged; `STORE_LOCKED`,
 *   `SEARCH_INDEX_UNAVAILABLE`.
 */
export async function openEmbeddedSearchIndex(options: EmbeddedSearchIndexOptions): Promise<EmbeddedSearchIndex> {
  return withDocumentCache(options.dataDir === ':memory:' ? await openIndexHere(options) : await openIndexInWorker(options));
}
