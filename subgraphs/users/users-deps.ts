import type { GuardSettings, Segments, ShopperTraces } from '../../discovery/index.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import type { ProfileStore } from '../../stores/ports/profile-store.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import type { ServedListLog } from '../../stores/ports/served-list-log.ts';
import type { ShopperRecords } from '../../stores/ports/shopper-records.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import type { SubgraphLog } from '../shared/subgraph.ts';

/** What the users subgraph is built from. */
export interface UsersDeps {
  readonly events: Pick<EventStore, 'record' | 'sequence' | 'eventsOf'>;
  readonly profiles: ProfileStore;
  readonly served: Pick<ServedListLog, 'servedTo'>;
  readonly records: Pick<ShopperRecords, 'visitorsOf' | 'eraseShopper'>;
  readonly cache: Pick<UserStateCache, 'state' | 'putSequence' | 'forget'>;
  readonly resultLists: Pick<ResultListStore, 'forget'>;
  /** What else must hear of what is written. */
  readonly traces: ShopperTraces;
  readonly segments: Pick<Segments, 'all' | 'of'>;
  /** For calls to the stores; `STORE_GUARD_DEFAULTS` by default. */
  readonly storeGuard?: GuardSettings;
  /** For calls to the cache that an answer does not depend on; `GUARD_DEFAULTS` by default. */
  readonly cacheGuard?: GuardSettings;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: SubgraphLog;
}
