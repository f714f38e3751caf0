import type { RerankShopper, ServingModel } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { SearchIndex, StoredFeatures } from '../../stores/ports/search-index.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import type { UserEmbeddings } from '../shoppers/user-embeddings.ts';
import { contentDigest } from './content-digest.ts';
import { encodeSequence } from './encode-sequence.ts';
import type { ItemVectors, VectorItem } from './item-vectors.ts';

export interface ReadShopperOptions {
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  readonly embeddings: UserEmbeddings;
  readonly itemVectors: ItemVectors;
  readonly model: ServingModel;
  readonly signal: AbortSignal;
}

/** What ranking knows of a shopper: the products of the last steps as the index has them, and how the candidates fit. */
export async function readShopper(
  shopper: ShopperState,
  candidates: readonly VectorItem[],
  { index, embeddings, itemVectors, model, signal }: ReadShopperOptions,
): Promise<RerankShopper | null> {
  const { sequence, purchased } = shopper;
  if (sequence.length === 0 && purchased.size === 0) return null;
  const ids = [...new Set(sequence.map(({ productId }) => productId))];
  const found = ids.length === 0 ? [] : await index.featuresByIds(ids, signal);
  const storedOf = new Map<ProductId, StoredFeatures | null>(ids.map((id, place) => [id, found[place] ?? null]));
  const { version, userEncoder } = model;
  const user =
    userEncoder === null
      ? null
      : await embeddings.embeddingOf(
          shopper,
          { version, content: contentDigest(storedOf.values()), encode: (events) => encodeSequence(events, { version, userEncoder, storedOf, itemVectors }) },
          signal,
        );
  return {
    steps: sequence.map(({ productId, type }) => ({ id: productId, type, stored: storedOf.get(productId) ?? null })),
    purchased,
    fit: user === null || userEncoder === null ? null : innerProducts(user, itemVectors.of({ version, userEncoder }, candidates)),
  };
}

/** Of one vector with each row of a matrix. */
function innerProducts(vector: Float32Array, rows: Float32Array): Float32Array {
  const products = new Float32Array(rows.length / vector.length);
  for (let row = 0, place = 0; row < products.length; row += 1) {
    let sum = 0;
    for (const value of vector) sum += value * rows[place++]!;
    products[row] = sum;
  }
  return products;
}
