import { changeVersion } from '../../../schema/ids.ts';
import type { CleanedProduct, ProductStore } from '../../ports/catalog-store.ts';
import type { Product } from '../../ports/product.ts';
import type { Database } from '../sqlite/database.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import { createCategoryCounts } from './category-counts.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import { idList, prepare } from '../sqlite/statements.ts';

interface ProductRow {
  readonly version: bigint;
  readonly product: string | null;
}

/** Cleaned products, with the category tree that they span. */
export function createEmbeddedProductStore(database: Database, writer: Writer): ProductStore {
  const one = prepare<ProductRow>(database, 'SELECT version, product FROM products WHERE id = ?');
  const byIds = prepare<{ version: bigint; product: string }>(
    database,
    'SELECT version, product FROM products WHERE product IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
  );
  const scan = prepare<{ version: bigint; product: string }>(
    database,
    'SELECT version, product FROM products WHERE id > ? AND product IS NOT NULL ORDER BY id LIMIT ?',
  );
  const put = prepare(
    database,
    'INSERT INTO products (id, version, product) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, product = excluded.product',
  );
  const count = prepare<{ count: bigint }>(database, 'SELECT count(*) AS count FROM products WHERE product IS NOT NULL');
  const categories = createCategoryCounts(database);

  /**
   * Moves one product to another state; nothing happens where the stored one is newer. An equal version replaces, a
   * removal too: cleaned anew, by better rules, the same record may pass that was refused before.
   */
  const advance = (id: string, version: bigint, product: Product | null): void => {
    const stored = one.get(id);
    if (stored !== undefined && stored.version > version) return;
    const before = stored?.product == null ? null : (JSON.parse(stored.product) as Product);
    categories.move(before, product);
    put.run(id, version, product === null ? null : JSON.stringify(product));
  };

  return {
    async productsByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return database.read(() => byIds.all(idList(ids)).map(toCleaned));
    },

    async scanProducts(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => scan.all(after ?? '', limit).map(toCleaned));
    },

    async putCleaned(entries, signal) {
      checkCatalogCall(entries, signal);
      if (entries.length === 0) return;
      await writer.write(() => {
        for (const { version, product } of entries) advance(product.id, version, product);
      }, signal);
    },

    async removeCleaned(entries, signal) {
      checkCatalogCall(entries, signal);
      if (entries.length === 0) return;
      await writer.write(() => {
        for (const { id, version } of entries) advance(id, version, null);
      }, signal);
    },

    async countProducts(signal) {
      signal?.throwIfAborted();
      return Number(database.read(() => count.get())!.count);
    },
  };
}

function toCleaned({ version, product }: { version: bigint; product: string }): CleanedProduct {
  return { version: changeVersion(version), product: JSON.parse(product) as Product };
}
