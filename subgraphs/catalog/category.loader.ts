import DataLoader from 'dataloader';
import { type CategoryId, categoryId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX, type CategoryStore, type StoredCategory } from '../../stores/ports/catalog-store.ts';
import { alignToKeys } from '../shared/align-to-keys.ts';

export type CategoryLoader = DataLoader<CategoryId, StoredCategory | null>;

/** Batches categories by id, one request long. An absent category loads as null. */
export function createCategoryLoader(store: Pick<CategoryStore, 'categoriesByIds'>, signal: AbortSignal): CategoryLoader {
  return new DataLoader(
    async (ids) => alignToKeys(ids, await store.categoriesByIds(ids, signal), (category) => category.id),
    { name: 'category', maxBatchSize: CATALOG_BATCH_MAX },
  );
}

/** Key of the roots; no category has it, since slugs are not empty. */
export const ROOTS = categoryId('');

export type ChildCategoryLoader = DataLoader<CategoryId, readonly StoredCategory[]>;

/** Batches the children of categories, in the store's order, one request long; `ROOTS` loads the roots. */
export function createChildCategoryLoader(store: Pick<CategoryStore, 'childCategories'>, signal: AbortSignal): ChildCategoryLoader {
  return new DataLoader(
    async (parents) => {
      const rows = await store.childCategories(parents.map((parent) => (parent === ROOTS ? null : parent)), signal);
      const byParent = Map.groupBy(rows, ({ parentId }) => parentId ?? ROOTS);
      return parents.map((parent) => byParent.get(parent) ?? []);
    },
    { name: 'child categories', maxBatchSize: CATALOG_BATCH_MAX },
  );
}
