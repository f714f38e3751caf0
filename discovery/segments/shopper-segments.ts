import { LRUCache } from 'lru-cache';
import { type CategoryId, type SegmentId, segmentId, type ShopperId } from '../../schema/ids.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { SequencePosition } from '../../stores/ports/shopper-event.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';

/** Shoppers whose segments are remembered. */
const REMEMBERED_MAX = 10_000;

/** Who has done nothing here yet. */
export const NEW_SHOPPERS = segmentId('new');
/** Who has. */
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

/** Derived from what the shopper did, as the index knows the products; computed once for each state of the shopper. */
export function createShopperSegments(index: Pick<SearchIndex, 'featuresByIds'>): ShopperSegments {
  const remembered = new LRUCache<ShopperId, { readonly position: SequencePosition; readonly segments: ReadonlySet<SegmentId> }>({ max: REMEMBERED_MAX });
  return {
    async of({ shopper, position, sequence, purchased }, signal) {
      if (shopper === null) return NONE;
      const known = remembered.get(shopper);
      if (known?.position === position) return known.segments;
      const isNew = sequence.length === 0 && purchased.size === 0;
      const bought = purchased.size === 0 ? [] : await index.featuresByIds([...purchased], signal);
      const roots = bought.flatMap((stored) => stored?.categoryIds.slice(0, 1) ?? []);
      const segments = new Set([isNew ? NEW_SHOPPERS : RETURNING_SHOPPERS, ...roots.map(buyersOf)]);
      remembered.set(shopper, { position, segments });
      return segments;
    },
  };
}

const NONE: ReadonlySet<SegmentId> = new Set();
