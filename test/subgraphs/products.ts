import { categoryId, changeVersion, productId } from '../../schema/ids.ts';
import type { CleanedProduct } from '../../stores/ports/catalog-store.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';

/** A product with every field set, but for what `change` says. */
export function productOf(id: string, change: Partial<Product> = {}): Product {
  return {
    id: productId(id),
    title: `Kettle ${id}`,
    description: 'Boils water.',
    brand: 'Steamy',
    url: `https://shop.test/${id}`,
    categories: [
      { id: categoryId('home'), name: 'Home' },
      { id: categoryId('home/kitchen'), name: 'Kitchen' },
    ],
    price: { amount: 2_999, currency: 'EUR' },
    listPrice: { amount: 3_999, currency: 'EUR' },
    availability: 'IN_STOCK',
    rating: { average: 4.5, count: 12 },
    images: [{ url: `https://shop.test/${id}.jpg`, alt: null }],
    attributes: [{ name: 'Colour', kind: 'text', values: ['red', 'blue'] }],
    gtins: [],
    groupId: null,
    releasedAtMs: Date.UTC(2026, 0, 31),
    updatedAtMs: Date.UTC(2026, 1, 1, 12, 30),
    ...change,
  };
}

export function cleanedOf(product: Product, version = 1): CleanedProduct {
  return { product, version: changeVersion(version) };
}

export function documentOf(product: Product, version = 1): IndexDocument {
  return { id: product.id, version: changeVersion(version), checksum: checksumOf(product), product, embedding: null };
}
