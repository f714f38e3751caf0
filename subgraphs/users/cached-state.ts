import { createGuard, GUARD_DEFAULTS } from '../../discovery/index.ts';
import type { ShopperId } from '../../schema/ids.ts';
import type { UsersDeps } from './users-deps.ts';

/** The cache of user state, kept in step with what this subgraph writes. */
export interface CachedState {
  /**
   * Puts the sequence that the store has now into the cache. Never rejects: whoever reads a sequence compares positions, so
   * a stale one costs a look-up in the store, never an answer.
   */
  refresh(shopper: ShopperId): Promise<void>;
}

type CachedStateOptions = Pick<UsersDeps, 'events' | 'cache' | 'cacheGuard' | 'now' | 'log'>;

export function createCachedState({ events, cache, cacheGuard = GUARD_DEFAULTS, now, log }: CachedStateOptions): CachedState {
  const ask = createGuard({ ...cacheGuard, now, unavailable: 'CACHE_UNAVAILABLE' });
  return {
    async refresh(shopper) {
      try {
        const sequence = await events.sequence(shopper);
        // Not the caller's signal: the event is stored, and that the caller has gone does not change that.
        await ask((until) => cache.putSequence(shopper, sequence, until), new AbortController().signal);
      } catch (error) {
        log.error({ err: error }, 'A cached sequence could not be brought up to date; readers will take it from the store.');
      }
    },
  };
}
