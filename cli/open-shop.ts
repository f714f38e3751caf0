import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import {
  type Behaviour,
  createBehaviour,
  createDiscovery,
  createMerchandising,
  createSegments,
  createModelReranker,
  createServedListQueue,
  createShoppers,
  createShopperTraces,
  createTaste,
  createUserEmbeddings,
  type Discovery,
  followRules,
  type Merchandising,
  type Segments,
  type Reranker,
  type Shoppers,
  type ShopperTraces,
  type UserEmbeddings,
} from '../discovery/index.ts';
import { type Models, openModels, openTensors } from '../ranker/index.ts';
import { createIndexer, type Indexer } from '../indexer/index.ts';
import { listId } from '../schema/ids.ts';
import type { TextEncoder } from '../search/index.ts';
import { ownFolder } from '../stores/embedded/index.ts';
import type { Catalog } from '../stores/ports/catalog.ts';
import type { ProductIndex } from '../stores/ports/product-index.ts';
import type { UserStateCache } from '../stores/ports/user-state-cache.ts';
import type { Users } from '../stores/ports/users.ts';
import { openCaches } from './stores/open-caches.ts';
import { openCatalog } from './stores/open-catalog.ts';
import { openMerchandising } from './stores/open-merchandising.ts';
import { openProductIndex } from './stores/open-product-index.ts';
import { openUsers } from './stores/open-users.ts';
import { EMBEDDED, type ServerSettings } from './stores/server-settings.ts';
import { openTextEncoder } from './text-encoder/open-text-encoder.ts';

export interface ShopOptions {
  /** Folder of the embedded stores; made where it is not there. */
  readonly dataDir: string;
  readonly log: Logger;
  readonly now: () => number;
  /** `EMBEDDED` by default. */
  readonly servers?: ServerSettings;
  /** See `Configuration`; null by default. */
  readonly textModelDir?: string | null;
  /** Puts something before the rerank stage, as training does to see what is ranked; by default nothing. */
  readonly rerankerOver?: (reranker: Reranker) => Reranker;
}

/** All that a shop is made of, but for its door. */
export interface Shop extends AsyncDisposable {
  readonly catalog: Catalog;
  readonly index: ProductIndex;
  readonly encoder: TextEncoder;
  readonly indexer: Indexer;
  /** Events, choices and served lists. */
  readonly users: Users;
  readonly cache: UserStateCache;
  readonly shoppers: Shoppers;
  readonly embeddings: UserEmbeddings;
  /** Counts nothing before `behaviour.start()`, which is for when the products of the events are indexed. */
  readonly behaviour: Behaviour;
  readonly traces: ShopperTraces;
  readonly models: Models;
  readonly discovery: Discovery;
  readonly merchandising: Merchandising;
  readonly segments: Segments;
}

/**
 * Opens the stores and wires indexer and discovery to them. The indexer does not run before `indexer.start()`.
 * @throws AppError `STORE_LOCKED` where another process has the shop open; see `runShopTask`.
 */
export async function openShop({
  dataDir,
  log,
  now,
  servers = EMBEDDED,
  textModelDir = null,
  rerankerOver = (reranker) => reranker,
}: ShopOptions): Promise<Shop> {
  const stores = { dataDir, servers, now, log };
  await using opened = new AsyncDisposableStack();
  opened.use(ownFolder(dataDir));
  const catalog = opened.use(await openCatalog(stores));
  const encoder = opened.use(await openTextEncoder({ dataDir, modelDir: textModelDir }));
  const index = opened.use(await openProductIndex(stores, encoder));
  const indexer = opened.use(
    createIndexer({ feed: catalog, catalog, products: catalog, quarantine: catalog, index, encoder, log, now }),
  );
  const users = opened.use(await openUsers(stores));
  const { userStates: cache, resultLists } = opened.use(await openCaches(stores));
  const shoppers = createShoppers({ events: users, profiles: users, cache, now, log });
  const embeddings = createUserEmbeddings({ cache, now });
  const segments = createSegments({ events: users, index, shoppers, now });
  const rules = opened.use(await openMerchandising(stores));
  const live = opened.use(followRules({ store: rules, log }));
  const merchandising = createMerchandising({ store: rules, live, index, now, newId: randomUUID });
  const models = opened.use(await openShopModels(dataDir, encoder, log));
  const behaviour = opened.use(createBehaviour({ events: users, index, log }));
  const served = opened.use(createServedListQueue({ served: users, log }));
  const discovery = createDiscovery({
    index,
    rules: live,
    encoder,
    lists: resultLists,
    reranker: rerankerOver(createModelReranker({ models, index, behaviour, embeddings, now })),
    shoppers,
    behaviour,
    taste: createTaste({ models, index, embeddings }),
    served,
    now,
    newListId: () => listId(randomUUID()),
    log,
  });
  const resources = opened.move();
  return {
    catalog,
    index,
    encoder,
    indexer,
    users,
    cache,
    shoppers,
    embeddings,
    models,
    behaviour,
    traces: createShopperTraces({ behaviour, served, segments }),
    discovery,
    merchandising,
    segments,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Models that came with this release. */
const SHIPPED_MODELS = join(import.meta.dirname, '../ranker/shipped');

async function openShopModels(dataDir: string, encoder: Pick<TextEncoder, 'version' | 'dimensions'>, log: Logger): Promise<Models> {
  await openTensors('wasm');
  return openModels({
    folder: join(dataDir, 'models'),
    shippedFolder: SHIPPED_MODELS,
    expectations: () => ({ textEncoder: encoder.version, dimensions: { content: encoder.dimensions } }),
    log,
  });
}
