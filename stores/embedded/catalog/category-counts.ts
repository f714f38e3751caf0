import { categoryNodes } from '../../ports/category-nodes.ts';
import type { Product } from '../../ports/product.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';

/** Keeps the category tree true while products come, change and go. To be called inside the transaction that moves the product. */
export interface CategoryCounts {
  /**
   * `before` and `after` are null for a product that was not there, or is no longer. A product counts once in each of
   * its categories. Name and parent of a category are those that the last moved product gave it; the last product to
   * leave takes the category with it.
   */
  move(before: Product | null, after: Product | null): void;
}

export function createCategoryCounts(database: Database): CategoryCounts {
  const add = prepare(
    database,
    `INSERT INTO categories (id, name, parent_id, product_count) VALUES (?, ?, ?, 1)
     ON CONFLICT (id) DO UPDATE SET product_count = product_count + 1, name = excluded.name, parent_id = excluded.parent_id`,
  );
  // Writes only where something is new: most products move without a change of their categories.
  const describe = prepare(database, 'UPDATE categories SET name = ?1, parent_id = ?2 WHERE id = ?3 AND (name <> ?1 OR parent_id IS NOT ?2)');
  const subtract = prepare(database, 'UPDATE categories SET product_count = product_count - 1 WHERE id = ?');
  const sweep = prepare(database, 'DELETE FROM categories WHERE id = ? AND product_count = 0');

  return {
    move(before, after) {
      const had = categoryNodes(before?.categories ?? []);
      const has = categoryNodes(after?.categories ?? []);
      for (const [id, { name, parentId }] of has) {
        if (had.has(id)) describe.run(name, parentId, id);
        else add.run(id, name, parentId);
      }
      for (const id of had.keys()) {
        if (has.has(id)) continue;
        subtract.run(id);
        sweep.run(id);
      }
    },
  };
}
