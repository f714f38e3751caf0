import type { Engine } from '../../../search/index.ts';
import { categoryId } from '../../../schema/ids.ts';
import type { StoredFeatures } from '../../ports/search-index.ts';

/**
 * What `toEngineDocument` put into the engine for ranking, read back; null where the engine has no such document.
 * All embeddings are views of one block, so that sending an answer to another thread copies one buffer.
 */
export function storedFeatures(engine: Engine, ids: readonly string[], dimensions: number): (StoredFeatures | null)[] {
  const block = new Float32Array(ids.length * dimensions);
  return ids.map((id, place) => {
    if (!engine.has(id)) return null;
    const embedding = block.subarray(place * dimensions, (place + 1) * dimensions);
    const average = engine.numberOf(id, 'rating');
    return {
      brand: engine.keywordsOf(id, 'brand')[0] ?? null,
      categoryIds: engine.keywordsOf(id, 'category').map(categoryId),
      price: engine.numberOf(id, 'price'),
      listPrice: engine.numberOf(id, 'listPrice'),
      rating: average === null ? null : { average, count: engine.numberOf(id, 'ratingCount') ?? 0 },
      releasedAtMs: engine.numberOf(id, 'releasedAt'),
      kinds: engine.keywordsOf(id, 'kinds'),
      embedding: engine.readVector(id, embedding) ? embedding : null,
    };
  });
}
