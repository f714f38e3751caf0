import type { CategoryId } from '../../../schema/ids.ts';
import type { Product } from '../../ports/product.ts';
import type { Database } from '../sqlite/open-database.ts';
import { prepare } from './statements.ts';

/** Keeps the category tree true while products come, change and go. To be called inside the transaction that moves the product. */
export interface CategoryCounts {
  /** `before` and `after` are null for a product that was not there, or is no longer. */
  move(before: Product | null, after: Product | null): void;
}

export function createCategoryCounts(database: Database): CategoryCounts {
  const add = prepare(
    database,
    `INSERT INTO categories (id, name, parent_id, product_count) VALUES (?, ?, ?, 1)
     ON CONFLICT (id) DO UPDATE SET product_count = product_count + 1, name = excluded.name`,
  );
  const rename = prepare(database, 'UPDATE categories SET name = ? WHERE id = ? AND name <> ?');
  const subtract = prepare(database, 'UPDATE categories SET product_count = product_count - 1 WHERE id = ?');
  const sweep = prepare(database, 'DELETE FROM categories WHERE id = ? AND product_count = 0');

  return {
    move(before, after) {
      const kept = new Set<CategoryId>(after?.categories.map(({ id }) => id));
      const had = new Set<CategoryId>(before?.categories.map(({ id }) => id));
      for (const [level, { id, name }] of (after?.categories ?? []).entries()) {
        if (had.has(id)) rename.run(name, id, name);
        else add.run(id, name, after!.categories[level - 1]?.id ?? null);
      }
      for (const id of had) {
        if (kept.has(id)) continue;
        subtract.run(id);
        sweep.run(id);
      }
    },
  };
}
