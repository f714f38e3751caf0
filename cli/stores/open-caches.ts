import { createResultLists, createUserStateCache } from '../../stores/embedded/index.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import { openRedisCaches } from '../../stores/redis/index.ts';
import type { StoreOptions } from './store-options.ts';

/** Products that a shop's kept result lists may name in all; about 40 bytes each. */
const KEPT_IDS_MAX = 2_000_000;

/** Shoppers whose state is kept at hand; some 10 KB each. */
const CACHED_SHOPPERS_MAX = 20_000;

/** What may be lost without losing an answer. */
export interface Caches extends AsyncDisposable {
  readonly userStates: UserStateCache;
  readonly resultLists: ResultListStore;
}

/** The caches: in Redis where its URL is set, else in this process. */
export async function openCaches({ servers: { redisUrl, namespace }, now, log }: StoreOptions): Promise<Caches> {
  if (redisUrl !== null) return openRedisCaches({ url: redisUrl, namespace, now, log });
  return {
    userStates: createUserStateCache({ now, maxShoppers: CACHED_SHOPPERS_MAX }),
    resultLists: createResultLists({ now, maxIds: KEPT_IDS_MAX }),
    async [Symbol.asyncDispose]() {},
  };
}
