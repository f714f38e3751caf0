import DataLoader from 'dataloader';
import type { Discovery, DiscoveryContext } from '../../discovery/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import { type IndexDocument, RECALL_MAX } from '../../stores/ports/search-index.ts';

export type DocumentLoader = DataLoader<ProductId, IndexDocument | null>;

/** Batches index documents of one request. A product that is not in the index loads as null. */
export function createDocumentLoader(discovery: Pick<Discovery, 'documents'>, context: DiscoveryContext): DocumentLoader {
  return new DataLoader((ids) => discovery.documents(ids, context), { name: 'document', maxBatchSize: RECALL_MAX });
}
