import type { ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { SequencePosition, ShopperSequence } from './shopper-event.ts';

/** How long a state is kept after it was last written. */
export const USER_STATE_TTL_MS = 24 * 60 * 60 * 1_000;

export interface CachedEmbedding {
  readonly position: SequencePosition;
  /** Digest of what the encoder read of the sequence's products, which may change without a step: 0 to 2^32 - 1. */
  readonly content: number;
  /** Float32, as the user encoder of `modelVersion` gave it for the sequence at `position` and that content. */
  readonly vector: Float32Array;
}

/** What is cached of one shopper. */
export interface CachedUserState {
  /** Null where it is not cached. */
  readonly sequence: ShopperSequence | null;
  readonly embeddings: ReadonlyMap<ModelVersion, CachedEmbedding>;
}

/** Embeddings kept a shopper, one a model: the active one, and those being tried or just replaced. Older ones go. */
export const EMBEDDINGS_MAX = 4;

/**
 * Sequences and user embeddings, close at hand. A cache: losing an entry costs a look-up in the event store, never an answer;
 * memory is bounded, the least recently used go first. What is stale is for the caller to see, by position and content.
 * Every method rejects with `CACHE_UNAVAILABLE` when the cache cannot be reached.
 */
export interface UserStateCache {
  /** All that is kept of the shopper, in one round trip. */
  state(shopper: ShopperId, signal?: AbortSignal): Promise<CachedUserState>;

  /** Replaces one of a lower or the same position; one of a higher position stays. */
  putSequence(shopper: ShopperId, sequence: ShopperSequence, signal?: AbortSignal): Promise<void>;

  /** One of them alone, for those who have missed it in an earlier `state`. */
  embedding(shopper: ShopperId, model: ModelVersion, signal?: AbortSignal): Promise<CachedEmbedding | null>;

  /** As `putSequence`, per model. */
  putEmbedding(shopper: ShopperId, model: ModelVersion, embedding: CachedEmbedding, signal?: AbortSignal): Promise<void>;

  /** Sequence and embeddings of every model. */
  forget(shopper: ShopperId, signal?: AbortSignal): Promise<void>;
}
