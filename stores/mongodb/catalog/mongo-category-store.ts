import type { CategoryStore, StoredCategory } from '../../ports/catalog-store.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import type { MongoConnection } from '../connect.ts';
import type { CatalogCollections, CategoryDocument } from './catalog-collections.ts';

/** The tree as `createCategoryMoves` keeps it. */
export function createMongoCategoryStore(connection: MongoConnection, { categories }: Pick<CatalogCollections, 'categories'>): CategoryStore {
  return {
    async categoriesByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return connection.run(async () => (await categories.find({ _id: { $in: [...ids] } }).toArray()).map(toCategory), signal);
    },

    async childCategories(parentIds, signal) {
      checkCatalogCall(parentIds, signal);
      const children = categories.find({ parentId: { $in: [...parentIds] } });
      return connection.run(async () => (await children.sort({ name: 1, _id: 1 }).toArray()).map(toCategory), signal);
    },
  };
}

function toCategory({ _id, name, parentId, productCount }: CategoryDocument): StoredCategory {
  return { id: _id, name, parentId, productCount };
}
