import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createSegments, createShopperTraces, GUARD_DEFAULTS, type GuardSettings, type Reranker, type Segments, shareTraces, type ShopperTraces } from '../discovery/index.ts';
import type { Indexer } from '../indexer/index.ts';
import { ownFolder } from '../stores/embedded/index.ts';
import type { Catalog } from '../stores/ports/catalog.ts';
import { type Finding, openFinding } from './parts/open-finding.ts';
import { openIndexer } from './parts/open-indexer.ts';
import { openPeople, type People } from './parts/open-people.ts';
import { openProductSearch, type ProductSearch } from './parts/open-product-search.ts';
import { openCatalog } from './stores/open-catalog.ts';
import { openNotices } from './stores/open-notices.ts';
import { EMBEDDED, type ServerSettings } from './stores/server-settings.ts';
import { usesFolder } from './stores/uses-folder.ts';

export interface ShopOptions {
  /** Folder of the embedded stores, of models and secrets; made where it is not there. */
  readonly dataDir: string;
  readonly log: Logger;
  readonly now: () => number;
  /** `EMBEDDED` by default. */
  readonly servers?: ServerSettings;
  /** See `Configuration`; null by default. */
  readonly textModelDir?: string | null;
  /** How long a request waits for what is known of a shopper; `GUARD_DEFAULTS` by default. */
  readonly guard?: GuardSettings;
  /** See `FindingOptions`. */
  readonly rerankerOver?: (reranker: Reranker) => Reranker;
}

/** All that a shop is made of, but for its door. */
export interface Shop extends ProductSearch, People, Finding {
  readonly catalog: Catalog;
  readonly indexer: Indexer;
  readonly traces: ShopperTraces;
  readonly segments: Segments;
}

/**
 * Opens the stores and wires indexer and discovery to them, all in this process. The indexer does not run before
 * `indexer.start()`. A process of `aisle serve --only` opens just the parts that it needs (cli/processes).
 * @throws AppError `STORE_LOCKED` where a store is embedded and another process has the shop open; see `runShopTask`.
 */
export async function openShop({ dataDir, log, now, servers = EMBEDDED, textModelDir = null, guard = GUARD_DEFAULTS, rerankerOver }: ShopOptions): Promise<Shop> {
  const stores = { dataDir, servers, now, log };
  await using opened = new AsyncDisposableStack();
  if (usesFolder(servers)) opened.use(ownFolder(dataDir));
  const catalog = opened.use(await openCatalog(stores));
  const search = opened.use(await openProductSearch(stores, textModelDir));
  const indexer = opened.use(await openIndexer({ catalog, search }, stores));
  const notices = opened.use(await openNotices(stores));
  const people = opened.use(await openPeople(stores, guard));
  const finding = opened.use(await openFinding({ stores, search, people, notices, guard, ...(rerankerOver !== undefined && { rerankerOver }) }));
  const segments = createSegments({ events: people.users, index: search.index, shoppers: people.shoppers, now });
  const local = createShopperTraces({ ...finding, segments });
  const traces = usesFolder(servers) ? local : opened.use(await shareTraces({ local, notices, newId: randomUUID, now, log }));
  const resources = opened.move();
  return { catalog, ...search, indexer, ...people, ...finding, segments, traces, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
