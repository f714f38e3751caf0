import { LRUCache } from 'lru-cache';
import { type CategoryId, type SegmentId, segmentId, type ShopperId } from '../../schema/ids.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import { SEQUENCE_MAX, type SequencePosition } from '../../stores/ports/shopper-event.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';

/** Shoppers of whom it is remembered what they bought. */
const REMEMBERED_MAX = 10_000;

/** How long a shopper stays new, milliseconds. */
export const NEW_FOR_MS = 24 * 60 * 60 * 1_000;

/** Of whom nothing is known from before the last day. */
export const NEW_SHOPPERS = segmentId('new');
/** Who came on a day before. */
export const RETURNING_SHOPPERS = segmentId('returning');

/** Who has bought something of a top category. */
export function buyersOf(root: CategoryId): SegmentId {
  return segmentId(`buyers:${root}`);
}

/** The segments that a shopper is in. */
export interface ShopperSegments {
  /** Empty for someone of whom nothing may be used, such as with personalisation off. */
  of(state: ShopperState, signal: AbortSignal): Promise<ReadonlySet<SegmentId>>;
}

export interface ShopperSegmentsOptions {
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** Derived from what the shopper did, as the index knows the products; those are read once for each state of the shopper. */
export function createShopperSegments({ index, now }: ShopperSegmentsOptions): ShopperSegments {
  const bought = new LRUCache<ShopperId, { readonly position: SequencePosition; readonly segments: readonly SegmentId[] }>({ max: REMEMBERED_MAX });

  async function buyerSegments(shopper: ShopperId, { position, purchased }: ShopperState, signal: AbortSignal): Promise<readonly SegmentId[]> {
    const known = bought.get(shopper);
    if (known?.position === position) return known.segments;
    const features = purchased.size === 0 ? [] : await index.featuresByIds([...purchased], signal);
    const segments = features.flatMap((stored) => (stored?.categoryIds.slice(0, 1) ?? []).map(buyersOf));
    bought.set(shopper, { position, segments });
    return segments;
  }

  return {
    async of(state, signal) {
      const { shopper, sequence } = state;
      if (shopper === null) return new Set();
      const oldestMs = sequence.reduce((oldest, { atMs }) => Math.min(oldest, atMs), Infinity);
      // A full sequence has lost its oldest steps; who did that much is not new.
      const isNew = oldestMs > now() - NEW_FOR_MS && sequence.length < SEQUENCE_MAX;
      return new Set([isNew ? NEW_SHOPPERS : RETURNING_SHOPPERS, ...(await buyerSegments(shopper, state, signal))]);
    },
  };
}
