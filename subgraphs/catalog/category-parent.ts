import type { StoredCategory } from '../../stores/ports/catalog-store.ts';
import type { PathCategory } from '../shared/category-path.ts';

/** Parent value of `Category`: from a product's path, or from the store. */
export type CategoryParent = PathCategory | StoredCategory;

export function isStored(category: CategoryParent): category is StoredCategory {
  return 'parentId' in category;
}
