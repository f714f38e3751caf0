import type { ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { SequencePosition, ShopperSequence } from './shopper-event.ts';

/** How long a state is kept after it was last written. */
export const USER_STATE_TTL_MS = 24 * 60 * 60 * 1_000;

export interface CachedEmbedding {
  readonly position: SequencePosition;
  /** Float32, as the user encoder of `modelVersion` gave it for the sequence at `position`. */
  readonly vector: Float32Array;
}

/**
 * Sequences and user embeddings, close at hand. A cache: losing an entry costs a look-up in the event store, never an answer;
 * memory is bounded, the least recently used go first. What is stale is for the caller to see, by position.
 * Every method rejects with `CACHE_UNAVAILABLE` when the cache cannot be reached.
 */
export interface UserStateCache {
  /** Null where it is not cached. */
  sequence(shopper: ShopperId, signal?: AbortSignal): Promise<ShopperSequence | null>;

  /** Replaces one of a lower or the same position; one of a higher position stays. */
  putSequence(shopper: ShopperId, sequence: ShopperSequence, signal?: AbortSignal): Promise<void>;

  embedding(shopper: ShopperId, model: ModelVersion, signal?: AbortSignal): Promise<CachedEmbedding | null>;

  /** Likewise, per model. */
  putEmbedding(shopper: ShopperId, model: ModelVersion, embedding: CachedEmbedding, signal?: AbortSignal): Promise<void>;

  /** What is kept for the shopper, by model; for an export of all that is known of them. */
  embeddings(shopper: ShopperId, signal?: AbortSignal): Promise<ReadonlyMap<ModelVersion, CachedEmbedding>>;

  /** Sequence and embeddings of every model. */
  forget(shopper: ShopperId, signal?: AbortSignal): Promise<void>;
}
