import { indexGauges } from '../index-gauges.ts';
import { indexerHealth } from '../parts/health-checks.ts';
import { openIndexer } from '../parts/open-indexer.ts';
import { openProductSearch } from '../parts/open-product-search.ts';
import { openCatalog } from '../stores/open-catalog.ts';
import { keepChangesShort } from '../upkeep/keep-changes-short.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';
import { serveHealth } from './serve-health.ts';

/** Keeps the search index in step with the catalog. It answers nobody but those who look after it. */
export async function openIndexerProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { host, port, configuration, log, now } = options;
  const stores = { ...options, servers: configuration.servers };
  await using parts = new AsyncDisposableStack();
  const catalog = parts.use(await openCatalog(stores));
  const search = parts.use(await openProductSearch(stores, configuration.textModelDir));
  const indexer = parts.use(await openIndexer({ catalog, search }, stores));
  const watched = { catalog, index: search.index };
  parts.use(keepChangesShort(watched, log));
  const { url } = parts.use(await serveHealth({ host, port, isReady: () => indexerHealth(watched), gauges: indexGauges(watched, now), log }));
  indexer.start();
  const resources = parts.move();
  return { url, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
