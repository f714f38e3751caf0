import type { ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { SequenceEvent, SequencePosition } from '../../stores/ports/shopper-event.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import { abortable } from '../../schema/abortable.ts';
import { createGuard, GUARD_DEFAULTS, type GuardSettings } from '../create-guard.ts';
import type { ShopperState } from './shopper-state.ts';

/** What makes a vector of a sequence. */
export interface UserEncoder {
  readonly version: ModelVersion;
  /** The same sequence (oldest first, 1 to 50 steps) always gives the same vector. */
  readonly encode: (sequence: readonly SequenceEvent[]) => Promise<Float32Array> | Float32Array;
}

/** What an embedding is made of, and where it may already be. */
export type EncodedState = Pick<ShopperState, 'shopper' | 'position' | 'sequence' | 'embeddings'>;

/** User embeddings, computed once a sequence and model. */
export interface UserEmbeddings {
  /**
   * The embedding of exactly this state under this encoder; null where the sequence is empty, which encodes nothing.
   * Rejects with what the encoder rejects with, and with the signal's reason.
   */
  embeddingOf(state: EncodedState, encoder: UserEncoder, signal: AbortSignal): Promise<Float32Array | null>;
}

export interface UserEmbeddingsOptions {
  readonly cache: Pick<UserStateCache, 'embedding' | 'putEmbedding'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** For the cache; `GUARD_DEFAULTS` by default. */
  readonly guard?: GuardSettings;
}

/**
 * Kept in the cache under shopper, model version and position: as equal positions mean the same sequence, what is found is
 * never stale. Most often it came along with the state. Requests that need the same embedding at the same time share one computation. Without the cache each is
 * computed from the sequence.
 */
export function createUserEmbeddings({ cache, now, guard = GUARD_DEFAULTS }: UserEmbeddingsOptions): UserEmbeddings {
  const ask = createGuard({ ...guard, now, unavailable: 'CACHE_UNAVAILABLE' });
  const underWay = new Map<string, Promise<Float32Array>>();

  const cached = async (shopper: ShopperId, version: ModelVersion, position: SequencePosition): Promise<Float32Array | null> => {
    const kept = await ask((until) => cache.embedding(shopper, version, until), NEVER).catch(() => null);
    return kept?.position === position ? kept.vector : null;
  };
  const compute = async (shopper: ShopperId, { position, sequence }: Pick<ShopperState, 'position' | 'sequence'>, { version, encode }: UserEncoder) => {
    const kept = await cached(shopper, version, position);
    if (kept !== null) return kept;
    const vector = await encode(sequence);
    ask((until) => cache.putEmbedding(shopper, version, { position, vector }, until), NEVER).catch(() => undefined);
    return vector;
  };

  return {
    async embeddingOf({ shopper, position, sequence, embeddings }, encoder, signal) {
      signal.throwIfAborted();
      if (sequence.length === 0) return null;
      const known = embeddings.get(encoder.version);
      if (known?.position === position) return known.vector;
      if (shopper === null) return abortable(Promise.resolve(encoder.encode(sequence)), signal);
      const key = JSON.stringify([shopper, encoder.version, position]);
      const shared = underWay.get(key);
      if (shared !== undefined) return abortable(shared, signal);
      const work = compute(shopper, { position, sequence }, encoder).finally(() => underWay.delete(key));
      underWay.set(key, work);
      return abortable(work, signal);
    },
  };
}

/** What is shared goes on when one of those who wait goes away. */
const NEVER = new AbortController().signal;
