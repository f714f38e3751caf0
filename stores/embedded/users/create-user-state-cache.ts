import { LRUCache } from 'lru-cache';
import type { ModelVersion, ShopperId } from '../../../schema/ids.ts';
import type { ShopperSequence } from '../../ports/shopper-event.ts';
import { type CachedEmbedding, EMBEDDINGS_MAX, USER_STATE_TTL_MS, type UserStateCache } from '../../ports/user-state-cache.ts';

export interface UserStateCacheOptions {
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** Shoppers kept; the least recently used go first. */
  readonly maxShoppers: number;
}

interface Kept<T> {
  readonly value: T;
  readonly expiresAtMs: number;
}

/** What is kept of one shopper, so that all of it goes at once. */
interface UserState {
  sequence: Kept<ShopperSequence> | null;
  readonly embeddings: LRUCache<ModelVersion, Kept<CachedEmbedding>>;
}

/** User state in this process's memory: with full sequences and one embedding some 10 KB a shopper. Never unreachable. */
export function createUserStateCache({ now, maxShoppers }: UserStateCacheOptions): UserStateCache {
  const states = new LRUCache<ShopperId, UserState>({ max: maxShoppers });
  const fresh = <T>(kept: Kept<T> | null | undefined): T | null => (kept != null && kept.expiresAtMs > now() ? kept.value : null);
  const keep = <T>(value: T): Kept<T> => ({ value, expiresAtMs: now() + USER_STATE_TTL_MS });
  const stateOf = (shopper: ShopperId): UserState => {
    const known = states.get(shopper);
    if (known !== undefined) return known;
    const state: UserState = { sequence: null, embeddings: new LRUCache({ max: EMBEDDINGS_MAX }) };
    states.set(shopper, state);
    return state;
  };

  return {
    async state(shopper, signal) {
      signal?.throwIfAborted();
      const kept = states.get(shopper);
      const embeddings = [...(kept?.embeddings.entries() ?? [])];
      return {
        sequence: fresh(kept?.sequence),
        embeddings: new Map(embeddings.flatMap(([model, entry]) => (fresh(entry) === null ? [] : [[model, entry.value] as const]))),
      };
    },

    async putSequence(shopper, sequence, signal) {
      signal?.throwIfAborted();
      const state = stateOf(shopper);
      const known = fresh(state.sequence);
      if (known === null || known.position <= sequence.position) state.sequence = keep(sequence);
    },

    async embedding(shopper, model, signal) {
      signal?.throwIfAborted();
      return fresh(states.get(shopper)?.embeddings.get(model));
    },

    async putEmbedding(shopper, model, embedding, signal) {
      signal?.throwIfAborted();
      const { embeddings } = stateOf(shopper);
      const known = fresh(embeddings.get(model));
      if (known === null || known.position <= embedding.position) embeddings.set(model, keep(embedding));
    },

    async forget(shopper, signal) {
      signal?.throwIfAborted();
      states.delete(shopper);
    },
  };
}
