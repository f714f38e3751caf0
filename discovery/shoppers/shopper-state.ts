import type { ModelVersion, ProductId, ShopperId } from '../../schema/ids.ts';
import type { Identity } from '../../schema/identity.ts';
import type { SequenceEvent, SequencePosition } from '../../stores/ports/shopper-event.ts';
import type { CachedEmbedding } from '../../stores/ports/user-state-cache.ts';
import type { Degradation } from '../search-types.ts';

/** What one request knows of the shopper who asks. */
export interface ShopperState {
  /** Null: nothing of the shopper is known or may be used, so the answer is the one for everybody. */
  readonly shopper: ShopperId | null;
  readonly position: SequencePosition;
  /** Oldest first, at most 50. */
  readonly sequence: readonly SequenceEvent[];
  /** Shown to this shopper in no list. */
  readonly hidden: ReadonlySet<ProductId>;
  readonly purchased: ReadonlySet<ProductId>;
  /** Found in the cache along with the rest, by model; each is of the position it says, which need not be this one. */
  readonly embeddings: ReadonlyMap<ModelVersion, CachedEmbedding>;
  /** What could not be read, and so what the caller sees. */
  readonly degradations: readonly Degradation[];
}

/**
 * The shoppers as ranking sees them. A state holds every event whose `recordEvents` was acknowledged before the call; with
 * personalisation off, after erasure, or with the user store away it is `NOBODY`'s (in the last case with a degradation).
 */
export interface Shoppers {
  /** Rejects only with the signal's reason. */
  stateOf(identity: Identity, signal: AbortSignal): Promise<ShopperState>;
}

/** Whose answer it is; null where nothing is known, so that it is the one for everybody. */
export function knownShopper({ shopper, sequence, hidden, purchased }: ShopperState): ShopperId | null {
  return sequence.length === 0 && hidden.size === 0 && purchased.size === 0 ? null : shopper;
}

/** The state of someone of whom nothing is known. */
export const NOBODY: ShopperState = {
  shopper: null,
  position: 0 as SequencePosition,
  sequence: [],
  hidden: new Set(),
  purchased: new Set(),
  embeddings: new Map(),
  degradations: [],
};
