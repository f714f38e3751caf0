import DataLoader from 'dataloader';
import { AppError } from '../../schema/errors.ts';
import type { ProductId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX, type ProductStore } from '../../stores/ports/catalog-store.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import { alignToKeys } from '../shared/align-to-keys.ts';

export type ProductLoader = DataLoader<ProductId, Product | null>;

export interface ProductLoaderOptions {
  readonly products: Pick<ProductStore, 'productsByIds'>;
  readonly fallback: Pick<SearchIndex, 'documentsByIds'>;
  readonly signal: AbortSignal;
}

/**
 * Batches product look-ups of one request. Create one per request: the cache has no expiry.
 *
 * An absent product loads as null. While the store is unavailable, products come from the index; what the index
 * lacks, or all where it is down too, rejects with the store's own error, since the store might have it.
 */
export function createProductLoader({ products, fallback, signal }: ProductLoaderOptions): ProductLoader {
  return new DataLoader<ProductId, Product | null>(
    async (ids) => {
      try {
        const rows = await products.productsByIds(ids, signal);
        return alignToKeys(ids, rows.map((row) => row.product), (product) => product.id);
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
        const documents = await fallback.documentsByIds(ids, signal).catch(() => []);
        return ids.map((_id, at) => documents[at]?.product ?? error);
      }
    },
    { name: 'product', maxBatchSize: CATALOG_BATCH_MAX },
  );
}
