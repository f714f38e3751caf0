import { createShoppers, GUARD_DEFAULTS, type GuardSettings, type Shoppers } from '../../discovery/index.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import type { Users } from '../../stores/ports/users.ts';
import { openCaches } from '../stores/open-caches.ts';
import { openUsers } from '../stores/open-users.ts';
import type { StoreOptions } from '../stores/store-options.ts';

/** What is known of shoppers, and what is kept at hand for them. */
export interface People extends AsyncDisposable {
  /** Events, choices and served lists. */
  readonly users: Users;
  readonly cache: UserStateCache;
  readonly resultLists: ResultListStore;
  readonly shoppers: Shoppers;
}

/** @param guard - See `ShoppersOptions`. */
export async function openPeople(stores: StoreOptions, guard: GuardSettings = GUARD_DEFAULTS): Promise<People> {
  await using opened = new AsyncDisposableStack();
  const users = opened.use(await openUsers(stores));
  const { userStates: cache, resultLists } = opened.use(await openCaches(stores));
  const shoppers = createShoppers({ events: users, profiles: users, cache, now: stores.now, log: stores.log, guard });
  const resources = opened.move();
  return { users, cache, resultLists, shoppers, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
