import type { EngineDocument } from '../../../search/index.ts';
import type { IndexDocument } from '../../ports/search-index.ts';
import { searchableOf } from '../../ports/searchable.ts';

/** A document in the engine's words. Pure. */
export function toEngineDocument({ product, embedding }: Pick<IndexDocument, 'product' | 'embedding'>): EngineDocument {
  return { id: product.id, ...searchableOf(product), group: product.groupId, vector: embedding };
}
