import type { ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { SequenceEvent } from '../../stores/ports/shopper-event.ts';
import type { CachedEmbedding, UserStateCache } from '../../stores/ports/user-state-cache.ts';
import { abortable } from '../../schema/abortable.ts';
import { createGuard, GUARD_DEFAULTS, type GuardSettings } from '../create-guard.ts';
import type { ShopperState } from './shopper-state.ts';

/** What makes a vector of a sequence. */
export interface UserEncoder {
  readonly version: ModelVersion;
  /** Digest of what it reads of the sequence's products, 0 to 2^32 - 1. */
  readonly content: number;
  /** The same sequence (oldest first, 1 to 50 steps) and content always give the same vector. */
  readonly encode: (sequence: readonly SequenceEvent[]) => Promise<Float32Array> | Float32Array;
}

/** What an embedding is made of, and where it may already be. */
export type EncodedState = Pick<ShopperState, 'shopper' | 'position' | 'sequence' | 'embeddings'>;

/** User embeddings, computed once a sequence, content and model. */
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
 * Kept in the cache under shopper and model version, with position and content: as equal ones mean the same sequence of the same products, what
 * is used is never stale. Most often it came along with the state. Requests that need the same embedding at the same time share one computation. Without the cache each is
 * computed from the sequence.
 */
export function createUserEmbeddings({ cache, now, guard = GUARD_DEFAULTS }: UserEmbeddingsOptions): UserEmbeddings {
  const ask = createGuard({ ...guard, now, unavailable: 'CACHE_UNAVAILABLE' });
  const underWay = new Map<string, Promise<Float32Array>>();

  const cached = async (shopper: ShopperId, version: ModelVersion, made: Made): Promise<Float32Array | null> => {
    const kept = await ask((until) => cache.embedding(shopper, version, until), NEVER).catch(() => null);
    return isOf(made, kept) ? kept.vector : null;
  };
  const compute = async (shopper: ShopperId, { position, sequence }: Pick<ShopperState, 'position' | 'sequence'>, { version, content, encode }: UserEncoder) => {
    const kept = await cached(shopper, version, { position, content });
    if (kept !== null) return kept;
    const vector = await encode(sequence);
    ask((until) => cache.putEmbedding(shopper, version, { position, content, vector }, until), NEVER).catch(() => undefined);
    return vector;
  };

  return {
    async embeddingOf({ shopper, position, sequence, embeddings }, encoder, signal) {
      signal.throwIfAborted();
      if (sequence.length === 0) return null;
      const known = embeddings.get(encoder.version);
      if (isOf({ position, content: encoder.content }, known)) return known.vector;
      if (shopper === null) return abortable(Promise.resolve(encoder.encode(sequence)), signal);
      const key = JSON.stringify([shopper, encoder.version, position, encoder.content]);
      const shared = underWay.get(key);
      if (shared !== undefined) return abortable(shared, signal);
      const work = compute(shopper, { position, sequence }, encoder).finally(() => underWay.delete(key));
      underWay.set(key, work);
      return abortable(work, signal);
    },
  };
}

/** What an embedding was made of. */
type Made = Pick<CachedEmbedding, 'position' | 'content'>;

function isOf({ position, content }: Made, kept: CachedEmbedding | null | undefined): kept is CachedEmbedding {
  return kept?.position === position && kept.content === content;
}

/** What is shared goes on when one of those who wait goes away. */
const NEVER = new AbortController().signal;
