import type { ProductId } from '../../schema/ids.ts';
import { INDEX_BATCH_MAX, type IndexOperation } from '../../stores/ports/search-index.ts';
import { toIndexDocuments } from '../to-index-document.ts';
import type { IndexerStores } from './indexer-options.ts';
import type { Difference, Exclusively } from './verify.ts';

/**
 * Restores exactly the entries named: what is wrong goes, what the catalog has is written again. Records that were never
 * cleaned enter the feed again.
 */
export async function repair(
  differences: readonly Difference[],
  stores: IndexerStores,
  exclusively: Exclusively,
  signal?: AbortSignal,
): Promise<void> {
  const uncleaned = differences.filter(({ kind }) => kind === 'uncleaned').map(({ id }) => id);
  const wrong = differences.filter(({ kind }) => kind !== 'uncleaned').map(({ id }) => id);
  for (const ids of chunksOf(uncleaned)) await stores.feed.replay(ids, signal);
  for (const ids of chunksOf(wrong)) await exclusively(() => restore(ids, stores, signal));
}

async function restore(ids: readonly ProductId[], { index, products, encoder = null }: IndexerStores, signal: AbortSignal | undefined): Promise<void> {
  const cleaned = await products.productsByIds(ids, signal);
  // An entry may claim a version from the future: only its removal lets the right one in.
  await index.purge(ids, signal);
  const documents = await toIndexDocuments(cleaned, encoder, signal);
  await index.write(documents.map((document): IndexOperation => ({ kind: 'put', document })), null, signal);
}

function chunksOf<T>(list: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < list.length; start += INDEX_BATCH_MAX) chunks.push(list.slice(start, start + INDEX_BATCH_MAX));
  return chunks;
}
