import { categoryId } from '../../../schema/ids.ts';
import type { CategoryStore, StoredCategory } from '../../ports/catalog-store.ts';
import type { Database } from '../sqlite/database.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import { idList, prepare } from '../sqlite/statements.ts';

interface CategoryRow {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly product_count: bigint;
}

const COLUMNS = 'id, name, parent_id, product_count';

/** The tree as `createCategoryCounts` keeps it. */
export function createEmbeddedCategoryStore(database: Database): CategoryStore {
  const byIds = prepare<CategoryRow>(database, `SELECT ${COLUMNS} FROM categories WHERE id IN (SELECT value FROM json_each(?))`);
  const children = prepare<CategoryRow>(
    database,
    `SELECT ${COLUMNS} FROM categories WHERE parent_id IN (SELECT value FROM json_each(?)) ORDER BY name, id`,
  );
  const roots = prepare<CategoryRow>(database, `SELECT ${COLUMNS} FROM categories WHERE parent_id IS NULL ORDER BY name, id`);

  return {
    async categoriesByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return database.read(() => byIds.all(idList(ids)).map(toCategory));
    },

    async childCategories(parentIds, signal) {
      checkCatalogCall(parentIds, signal);
      return database.snapshot(() => {
        const atTop = parentIds.includes(null) ? roots.all() : [];
        const below = children.all(idList(parentIds.filter((id) => id !== null)));
        return [...atTop, ...below].map(toCategory);
      });
    },
  };
}

function toCategory({ id, name, parent_id, product_count }: CategoryRow): StoredCategory {
  return {
    id: categoryId(id),
    name,
    parentId: parent_id === null ? null : categoryId(parent_id),
    productCount: Number(product_count),
  };
}
