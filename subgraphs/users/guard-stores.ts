import { createGuard, type GuardSettings } from '../../discovery/index.ts';
import type { UsersDeps } from './users-deps.ts';

type Stores = Pick<UsersDeps, 'events' | 'profiles' | 'served' | 'records'>;

/** Longer than for ranking, which goes on without: here a caller waits for exactly this. */
export const STORE_GUARD_DEFAULTS: GuardSettings = { deadlineMs: 5_000, failures: 5, coolDownMs: 2_000 };

/**
 * The stores of shoppers under one guard: where they hang, one call waits for its deadline and the others fail at once, all
 * with `USER_STORE_UNAVAILABLE`. A write that missed its deadline may have happened; events are idempotent, so it may be repeated.
 */
export function guardStores({ events, profiles, served, records, storeGuard = STORE_GUARD_DEFAULTS, now }: Stores & Pick<UsersDeps, 'storeGuard' | 'now'>): Stores {
  const ask = createGuard({ ...storeGuard, now, unavailable: 'USER_STORE_UNAVAILABLE' });
  return {
    events: {
      record: (shopper, list, signal = NEVER) => ask((until) => events.record(shopper, list, until), signal),
      sequence: (shopper, signal = NEVER) => ask((until) => events.sequence(shopper, until), signal),
      eventsOf: (shopper, after, limit, signal = NEVER) => ask((until) => events.eventsOf(shopper, after, limit, until), signal),
    },
    profiles: {
      profile: (shopper, signal = NEVER) => ask((until) => profiles.profile(shopper, until), signal),
      updateProfile: (shopper, change, signal = NEVER) => ask((until) => profiles.updateProfile(shopper, change, until), signal),
    },
    served: {
      servedTo: (shopper, after, limit, signal = NEVER) => ask((until) => served.servedTo(shopper, after, limit, until), signal),
    },
    records: {
      visitorsOf: (user, signal = NEVER) => ask((until) => records.visitorsOf(user, until), signal),
      eraseShopper: (shopper, signal = NEVER) => ask((until) => records.eraseShopper(shopper, until), signal),
    },
  };
}

const NEVER = new AbortController().signal;
