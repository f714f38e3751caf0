import { type EngineDocument, kindsOf } from '../../../search/index.ts';
import type { IndexDocument } from '../../ports/search-index.ts';
import { searchableOf } from '../../ports/searchable.ts';

/** A document in the engine's words. Pure. */
export function toEngineDocument({ product, embedding }: Pick<IndexDocument, 'product' | 'embedding'>): EngineDocument {
  const { keywords, ...searchable } = searchableOf(product);
  return { id: product.id, ...searchable, keywords: { ...keywords, kinds: kindsOf(product) }, group: product.groupId, vector: embedding };
}
