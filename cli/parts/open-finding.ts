import { randomUUID } from 'node:crypto';
import {
  type Behaviour,
  createBehaviour,
  createDiscovery,
  createItemVectors,
  createMerchandising,
  createModelReranker,
  createServedListQueue,
  createTaste,
  createUserEmbeddings,
  type Discovery,
  followRules,
  GUARD_DEFAULTS,
  type GuardSettings,
  type Merchandising,
  type Reranker,
  type ServedListQueue,
  shareRules,
  type UserEmbeddings,
} from '../../discovery/index.ts';
import type { Models } from '../../ranker/index.ts';
import { listId } from '../../schema/ids.ts';
import type { Notices } from '../../stores/ports/notices.ts';
import { openMerchandising } from '../stores/open-merchandising.ts';
import type { StoreOptions } from '../stores/store-options.ts';
import type { People } from './open-people.ts';
import type { ProductSearch } from './open-product-search.ts';
import { openShopModels } from './open-shop-models.ts';
import { shareModels } from './share-models.ts';

/** What answers searches and makes lists: all of it by reading, but for the rules that merchandisers write. */
export interface Finding extends AsyncDisposable {
  readonly models: Models;
  readonly embeddings: UserEmbeddings;
  /** Counts nothing before `behaviour.start()`, which is for when the products of the events are indexed. */
  readonly behaviour: Behaviour;
  readonly served: ServedListQueue;
  readonly merchandising: Merchandising;
  readonly discovery: Discovery;
}

export interface FindingOptions {
  readonly stores: StoreOptions;
  readonly search: Pick<ProductSearch, 'index' | 'encoder'>;
  readonly people: Pick<People, 'users' | 'cache' | 'resultLists' | 'shoppers'>;
  readonly notices: Notices;
  /** See `UserEmbeddingsOptions`. */
  readonly guard?: GuardSettings;
  /** Puts something before the rerank stage, as training does to see what is ranked; by default nothing. */
  readonly rerankerOver?: (reranker: Reranker) => Reranker;
}

export async function openFinding({ stores, search: { index, encoder }, people, notices, guard = GUARD_DEFAULTS, rerankerOver = (reranker) => reranker }: FindingOptions): Promise<Finding> {
  const { now, log } = stores;
  const { users, cache, resultLists, shoppers } = people;
  await using opened = new AsyncDisposableStack();
  const store = opened.use(await openMerchandising(stores));
  const rules = opened.use(await shareRules({ store, notices }));
  const live = opened.use(followRules({ store: rules, log }));
  const own = opened.use(await openShopModels(stores.dataDir, encoder, log));
  const models = opened.use(await shareModels({ models: own, notices, log }));
  const behaviour = opened.use(createBehaviour({ events: users, index, log }));
  const served = opened.use(createServedListQueue({ served: users, log }));
  const embeddings = createUserEmbeddings({ cache, now, guard });
  const itemVectors = createItemVectors();
  const discovery = createDiscovery({
    index,
    rules: live,
    encoder,
    lists: resultLists,
    reranker: rerankerOver(createModelReranker({ models, index, behaviour, embeddings, itemVectors, now })),
    shoppers,
    behaviour,
    taste: createTaste({ models, index, embeddings, itemVectors }),
    served,
    now,
    newListId: () => listId(randomUUID()),
    log,
  });
  const merchandising = createMerchandising({ store: rules, live, index, now, newId: randomUUID });
  const resources = opened.move();
  return { models, embeddings, behaviour, served, merchandising, discovery, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
