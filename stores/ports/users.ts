import type { EventStore } from './event-store.ts';
import type { ProfileStore } from './profile-store.ts';
import type { ServedListLog } from './served-list-log.ts';
import type { ShopperRecords } from './shopper-records.ts';

/** All that is kept of shoppers, as one adapter has it. */
export interface Users extends EventStore, ProfileStore, ServedListLog, ShopperRecords, AsyncDisposable {
  /** Drops events recorded longer ago than they are kept, and served lists past their time. */
  expire(signal?: AbortSignal): Promise<void>;
}
