import type { ShopperId } from '../../schema/ids.ts';
import { shopperOf } from '../../schema/identity.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import type { ProfileStore } from '../../stores/ports/profile-store.ts';
import type { ShopperSequence } from '../../stores/ports/shopper-event.ts';
import type { CachedUserState, UserStateCache } from '../../stores/ports/user-state-cache.ts';
import { NOT_PERSONALIZED } from '../degradations.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import { createGuard, GUARD_DEFAULTS, type GuardSettings } from '../create-guard.ts';
import { NOBODY, type ShopperState, type Shoppers } from './shopper-state.ts';

export interface ShoppersOptions {
  readonly events: Pick<EventStore, 'sequence' | 'position'>;
  readonly profiles: Pick<ProfileStore, 'profile'>;
  readonly cache: Pick<UserStateCache, 'state' | 'putSequence'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: DiscoveryLog;
  /** For the store, and for the cache, each by itself; `GUARD_DEFAULTS` by default. */
  readonly guard?: GuardSettings;
}

/**
 * Shoppers as stored. The sequence comes from the cache where its position is the store's, else from the store: asking for
 * the position is cheap, and what is ranked with is never stale. Without the cache everything is read from the store, and
 * nobody sees a difference; without the store nothing is known, not even whether the shopper wants to be known.
 */
export function createShoppers({ events, profiles, cache, now, log, guard = GUARD_DEFAULTS }: ShoppersOptions): Shoppers {
  const askStore = createGuard({ ...guard, now, unavailable: 'USER_STORE_UNAVAILABLE' });
  const askCache = createGuard({ ...guard, now, unavailable: 'CACHE_UNAVAILABLE' });

  const cached = async (shopper: ShopperId, signal: AbortSignal): Promise<CachedUserState> => {
    try {
      return await askCache((until) => cache.state(shopper, until), signal);
    } catch {
      signal.throwIfAborted();
      return NOT_CACHED;
    }
  };
  const knownOf = async (shopper: ShopperId, signal: AbortSignal): Promise<Known | null> => {
    const [profile, position, { sequence: known, embeddings }] = await Promise.all([
      askStore((until) => profiles.profile(shopper, until), signal),
      askStore((until) => events.position(shopper, until), signal),
      cached(shopper, signal),
    ]);
    if (!profile.personalization) return null;
    if (known?.position === position) return { sequence: known, embeddings };
    const sequence = await askStore((until) => events.sequence(shopper, until), signal);
    // Not waited for: the answer does not need it, and whoever reads it looks at its position.
    askCache((until) => cache.putSequence(shopper, sequence, until), NEVER).catch(() => undefined);
    return { sequence, embeddings };
  };

  return {
    async stateOf(identity, signal) {
      signal.throwIfAborted();
      const shopper = shopperOf(identity);
      if (shopper === null) return NOBODY;
      try {
        const known = await knownOf(shopper, signal);
        return known === null ? NOBODY : toState(shopper, known);
      } catch (error) {
        signal.throwIfAborted();
        log.warn({ error }, 'What is known of a shopper could not be read; the answer is the one for everybody.');
        return { ...NOBODY, degradations: [NOT_PERSONALIZED] };
      }
    },
  };
}

const NEVER = new AbortController().signal;

const NOT_CACHED: CachedUserState = { sequence: null, embeddings: new Map() };

/** The sequence as the store has it, and embeddings that may be of earlier ones. */
interface Known extends CachedUserState {
  readonly sequence: ShopperSequence;
}

function toState(shopper: ShopperId, { sequence: { position, events, hidden, purchased }, embeddings }: Known): ShopperState {
  return { shopper, position, sequence: events, hidden: new Set(hidden), purchased: new Set(purchased), embeddings, degradations: [] };
}
