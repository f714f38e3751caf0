import type { Change } from '../../stores/ports/change-feed.ts';
import type { IndexOperation } from '../../stores/ports/search-index.ts';
import { toIndexDocuments } from '../to-index-document.ts';
import type { IndexerStores } from './indexer-options.ts';
import { storeCleaned, type StoreOptions } from './store-cleaned.ts';

export type ApplyOptions = StoreOptions & Pick<IndexerStores, 'encoder'>;

/**
 * Brings cleaned products and quarantine up to some changes, and gives what the index must be told, which a record that was refused
 * leaves as it is, too. Applying the same changes again changes nothing.
 */
export async function applyChanges(changes: readonly Change[], options: ApplyOptions): Promise<readonly IndexOperation[]> {
  const { encoder = null, signal } = options;
  const { products, deleted } = await storeCleaned(changes, options);
  const documents = await toIndexDocuments(products, encoder, signal);
  return [
    ...documents.map((document): IndexOperation => ({ kind: 'put', document })),
    ...deleted.map(({ id, version }): IndexOperation => ({ kind: 'delete', id, version })),
  ];
}
