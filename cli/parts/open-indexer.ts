import { createIndexer, type Indexer } from '../../indexer/index.ts';
import type { Catalog } from '../../stores/ports/catalog.ts';
import { openLeases } from '../stores/open-leases.ts';
import { openRangeWork } from '../stores/open-range-work.ts';
import type { StoreOptions } from '../stores/store-options.ts';
import type { ProductSearch } from './open-product-search.ts';

export interface IndexerParts {
  readonly catalog: Catalog;
  readonly search: Pick<ProductSearch, 'index' | 'encoder'>;
}

/** Records at once for a search server, which likes few large requests; for the embedded index the indexer's own, few, are right. */
const SERVER_BATCH = 500;

/** An indexer that shares its work with those of other processes on the same servers. */
export async function openIndexer({ catalog, search }: IndexerParts, stores: StoreOptions): Promise<Indexer> {
  const { log, now, servers } = stores;
  await using opened = new AsyncDisposableStack();
  const leases = opened.use(await openLeases(stores));
  const work = opened.use(await openRangeWork(stores, search.index.form));
  const indexer = opened.use(
    createIndexer({
      feed: catalog,
      catalog,
      products: catalog,
      quarantine: catalog,
      index: search.index,
      encoder: search.encoder,
      leases,
      work,
      ...(servers.elasticsearchUrl !== null && { batchSize: SERVER_BATCH }),
      log,
      now,
    }),
  );
  const resources = opened.move();
  return { ...indexer, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
