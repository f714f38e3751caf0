import type { ProductId } from '../../schema/ids.ts';
import type { IndexerStores } from './indexer-options.ts';
import { nextTurn } from './next-turn.ts';

/** Takes out cleaned products whose record is gone: where history was lost, no delete will ever tell. */
export async function removeOrphans(stores: IndexerStores & { readonly batchSize: number }, signal: AbortSignal): Promise<void> {
  const { catalog, products, index, batchSize } = stores;
  let after: ProductId | null = null;
  for (;;) {
    const page = await products.scanProducts(after, batchSize, signal);
    const ids = page.map(({ product }) => product.id);
    const present = new Set((await catalog.sourcesByIds(ids, signal)).map(({ id }) => id));
    const orphans = page.filter(({ product }) => !present.has(product.id)).map(({ product, version }) => ({ id: product.id, version }));
    if (orphans.length > 0) {
      await products.removeCleaned(orphans, signal);
      await index.write(orphans.map((orphan) => ({ kind: 'delete', ...orphan })), null, signal);
    }
    if (page.length < batchSize) return;
    after = ids.at(-1)!;
    await nextTurn();
  }
}
