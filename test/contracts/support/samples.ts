import { type CategoryId, categoryId, type ChangeVersion, changeVersion, productId } from '../../../schema/ids.ts';
import type { CleanedProduct, SourceRecord } from '../../../stores/ports/catalog-store.ts';
import type { Product, ProductCategory } from '../../../stores/ports/product.ts';

export function source(id: string, record: SourceRecord['record'] = { title: id }): SourceRecord {
  return { id: productId(id), mapping: null, record, origin: null };
}

export function product(id: string, overrides: Partial<Product> = {}): Product {
  return {
    id: productId(id),
    title: `Title of ${id}`,
    description: null,
    brand: null,
    url: null,
    categories: [],
    price: null,
    listPrice: null,
    availability: 'IN_STOCK',
    rating: null,
    images: [],
    attributes: [],
    gtins: [],
    groupId: null,
    releasedAtMs: null,
    updatedAtMs: 1,
    ...overrides,
  };
}

export function cleaned(id: string, version: number, overrides: Partial<Product> = {}): CleanedProduct {
  return { version: changeVersion(version), product: product(id, overrides) };
}

export function version(value: number): ChangeVersion {
  return changeVersion(value);
}

/** Categories of a path such as `home/garden/tools`, root first; each is named after its last slug. */
export function path(leaf: string): ProductCategory[] {
  const slugs = leaf.split('/');
  return slugs.map((slug, level) => ({ id: category(slugs.slice(0, level + 1).join('/')), name: slug.toUpperCase() }));
}

export function category(id: string): CategoryId {
  return categoryId(id);
}

/** Ascending by id, as JavaScript compares strings. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
