import { catalogHealth } from '../parts/health-checks.ts';
import { openProductSearch } from '../parts/open-product-search.ts';
import { catalogSubgraph } from '../parts/subgraphs.ts';
import { openCatalog } from '../stores/open-catalog.ts';
import { openSubgraphProcess } from './open-subgraph-process.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';

/** Products, categories and writes: the catalog, and the index for what a writer waits for and for when the catalog is away. */
export async function openCatalogProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { configuration, log, now } = options;
  const stores = { ...options, servers: configuration.servers };
  await using parts = new AsyncDisposableStack();
  const catalog = parts.use(await openCatalog(stores));
  const { index } = parts.use(await openProductSearch(stores, configuration.textModelDir));
  return await openSubgraphProcess({ subgraph: catalogSubgraph({ catalog, index }, { log, now }), isReady: () => catalogHealth({ catalog, index }), parts }, options);
}
