import type { Filter } from 'mongodb';
import type { CategoryId } from '../../../schema/ids.ts';
import type { CategoryStore, StoredCategory } from '../../ports/catalog-store.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import type { MongoConnection } from '../connect.ts';
import type { CatalogCollections, CategoryDocument } from './catalog-collections.ts';

/** The tree as `createCategoryMoves` keeps it: each category summed over its slots. */
export function createMongoCategoryStore(connection: MongoConnection, { categories }: Pick<CatalogCollections, 'categories'>): CategoryStore {
  const read = async (filter: Filter<CategoryDocument>): Promise<readonly StoredCategory[]> => {
    const summed = categories.aggregate<Omit<StoredCategory, 'id'> & { readonly _id: CategoryId }>([
      { $match: filter },
      { $sort: { describedBy: 1 } },
      { $group: { _id: '$category', name: { $last: '$name' }, parentId: { $last: '$parentId' }, productCount: { $sum: '$productCount' } } },
      { $match: { productCount: { $gt: 0 } } },
      { $sort: { name: 1, _id: 1 } },
    ]);
    return (await summed.toArray()).map(({ _id: id, name, parentId, productCount }) => ({ id, name, parentId, productCount }));
  };

  return {
    async categoriesByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return connection.run(() => read({ category: { $in: [...ids] } }), signal);
    },

    async childCategories(parentIds, signal) {
      checkCatalogCall(parentIds, signal);
      return connection.run(() => read({ parentId: { $in: [...parentIds] } }), signal);
    },
  };
}
