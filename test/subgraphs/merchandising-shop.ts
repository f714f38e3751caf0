import { createMerchandising, followRules, type Merchandising } from '../../discovery/index.ts';
import { openEmbeddedMerchandising, openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { Product } from '../../stores/ports/product.ts';
import { documentOf } from './products.ts';

export interface MerchandisingShop extends AsyncDisposable {
  readonly merchandising: Merchandising;
  readonly store: MerchandisingStore;
}

/** Merchandising over the embedded stores in memory; new ids are `id-1`, `id-2`, and time stands at `nowMs`. */
export async function openMerchandisingShop(products: readonly Product[] = [], nowMs = Date.UTC(2026, 5, 1)): Promise<MerchandisingShop> {
  await using opened = new AsyncDisposableStack();
  const now = () => nowMs;
  const log = { warn() {} };
  const store = opened.use(await openEmbeddedMerchandising({ dataDir: ':memory:', now }));
  const index = opened.use(await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now, log }));
  await index.write(products.map((product) => ({ kind: 'put', document: documentOf(product) })), null);
  const live = opened.use(followRules({ store, log }));
  let lastId = 0;
  const merchandising = createMerchandising({ store, live, index, now, newId: () => `id-${++lastId}` });
  const resources = opened.move();
  return { merchandising, store, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
