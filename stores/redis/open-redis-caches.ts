import type { ResultListStore } from '../ports/result-list-store.ts';
import type { UserStateCache } from '../ports/user-state-cache.ts';
import { connect, type RedisLog } from './connect.ts';
import { createKeys } from './create-keys.ts';
import { createRedisResultLists } from './redis-result-lists.ts';
import { createRedisUserStateCache } from './redis-user-state-cache.ts';

export interface RedisOptions {
  /** As `readRedisLocation` takes it. */
  readonly url: string;
  /** What all keys begin with. */
  readonly namespace: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: RedisLog;
}

export interface RedisCaches extends AsyncDisposable {
  readonly userStates: UserStateCache;
  readonly resultLists: ResultListStore;
}

/** Caches that all processes of a shop share; errors as in `connect`. */
export async function openRedisCaches({ url, namespace, now, log }: RedisOptions): Promise<RedisCaches> {
  const connection = await connect({ url, unavailable: 'CACHE_UNAVAILABLE', log });
  const options = { connection, keys: createKeys(namespace), now };
  return {
    userStates: createRedisUserStateCache(options),
    resultLists: createRedisResultLists(options),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}
