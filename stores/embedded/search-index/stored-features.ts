import type { Engine } from '../../../search/index.ts';
import { categoryId } from '../../../schema/ids.ts';
import type { StoredFeatures } from '../../ports/search-index.ts';

/** What `toEngineDocument` put into the engine for ranking, read back. */
export function storedFeatures(engine: Engine, id: string): StoredFeatures {
  const average = engine.numberOf(id, 'rating');
  return {
    brand: engine.keywordsOf(id, 'brand')[0] ?? null,
    categoryIds: engine.keywordsOf(id, 'category').map(categoryId),
    price: engine.numberOf(id, 'price'),
    listPrice: engine.numberOf(id, 'listPrice'),
    rating: average === null ? null : { average, count: engine.numberOf(id, 'ratingCount') ?? 0 },
    releasedAtMs: engine.numberOf(id, 'releasedAt'),
    embedding: null,
  };
}
