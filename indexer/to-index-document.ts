import type { ProductText, TextEncoder } from '../search/index.ts';
import type { CleanedProduct } from '../stores/ports/catalog-store.ts';
import { checksumOf } from '../stores/ports/checksum.ts';
import type { Product } from '../stores/ports/product.ts';
import type { IndexDocument } from '../stores/ports/search-index.ts';

/**
 * What the index holds of cleaned products, aligned. Verification compares the checksum.
 * @param encoder - Null leaves the documents without an embedding.
 */
export async function toIndexDocuments(
  cleaned: readonly CleanedProduct[],
  encoder: TextEncoder | null,
  signal?: AbortSignal,
): Promise<readonly IndexDocument[]> {
  const embeddings = (await encoder?.encodeProducts(cleaned.map(({ product }) => productText(product)), signal)) ?? [];
  return cleaned.map(({ version, product }, place) => ({
    id: product.id,
    version,
    checksum: checksumOf(product),
    product,
    embedding: embeddings[place] ?? null,
  }));
}

/** What text encoders read of a product. */
export function productText({ title, categories, description }: Product): ProductText {
  return { title, categories: categories.map(({ name }) => name), description: description ?? '' };
}
