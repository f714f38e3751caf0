import type { CleanedProduct } from '../stores/ports/catalog-store.ts';
import { checksumOf } from '../stores/ports/checksum.ts';
import type { IndexDocument } from '../stores/ports/search-index.ts';

/** What the index holds of a cleaned product. Pure; verification compares its checksum. */
export function toIndexDocument({ version, product }: CleanedProduct): IndexDocument {
  return { id: product.id, version, checksum: checksumOf(product), product, embedding: null };
}
