import type { Shop } from '../../../cli/index.ts';
import {
  createDiscovery,
  createModelReranker,
  createShoppers,
  createTaste,
  createUserEmbeddings,
  type Discovery,
} from '../../../discovery/index.ts';
import { listId } from '../../../schema/ids.ts';
import { createTextEncoder, shippedTokenTable } from '../../../search/index.ts';
import { createResultLists, createUserStateCache } from '../../../stores/embedded/index.ts';

/** Discovery over the shop's stores, counts and models that remembers nothing of any shopper. */
export function coldDiscovery({ users, index, behaviour, models }: Shop, now: () => number): Discovery {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const cache = createUserStateCache({ now, maxShoppers: 1 });
  const embeddings = createUserEmbeddings({ cache, now });
  let lists = 0;
  return createDiscovery({
    index,
    encoder: createTextEncoder(shippedTokenTable()),
    lists: createResultLists({ now, maxIds: 10_000 }),
    reranker: createModelReranker({ models, index, behaviour, embeddings, now }),
    shoppers: createShoppers({ events: users, profiles: users, cache, now, log }),
    behaviour,
    taste: createTaste({ models, index, embeddings }),
    served: { add() {} },
    now,
    newListId: () => listId(`cold-${++lists}`),
    log,
  });
}
