import type { EventId, ListId, ProductId, ShopperId } from '../../schema/ids.ts';
import type { Money } from './product.ts';

export const EVENT_TYPES = ['IMPRESSION', 'CLICK', 'VIEW', 'ADD_TO_CART', 'REMOVE_FROM_CART', 'PURCHASE', 'HIDE'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Something a shopper did, as recorded. */
export interface ShopperEvent {
  readonly id: EventId;
  readonly shopper: ShopperId;
  readonly type: EventType;
  readonly productId: ProductId;
  /** When it happened, by the client. Unix epoch, milliseconds. */
  readonly atMs: number;
  /** The served list that it came from; null where it came from none. */
  readonly listId: ListId | null;
  /** Place in that list, 1 for the first. */
  readonly position: number | null;
  /** At least 1; null where it says nothing. */
  readonly quantity: number | null;
  readonly price: Money | null;
}

/** One step of a shopper's sequence: what the user encoder reads. */
export interface SequenceEvent {
  readonly productId: ProductId;
  /** Never IMPRESSION. */
  readonly type: Exclude<EventType, 'IMPRESSION'>;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
}

/** Events that a sequence holds at most, the newest. */
export const SEQUENCE_MAX = 50;

/** Products that a sequence's lists of hidden and of purchased ones hold at most, the newest. */
export const SHOPPER_PRODUCTS_MAX = 1_000;

/**
 * Where a shopper's sequence stands: 0 where nothing is stored that ranks, and rising with each recording, merge, expiry or
 * erasure that changes the sequence or its lists. Impressions alone do not move it, so that looking at a page does not spoil
 * what was computed from the sequence. It may jump, and no value but 0 ever comes back, not even after an erasure:
 * equal positions of a shopper mean the same sequence.
 */
export type SequencePosition = number & { readonly __brand: 'SequencePosition' };

export interface ShopperSequence {
  readonly position: SequencePosition;
  /** Oldest first by `atMs`, ties in the order recorded; at most `SEQUENCE_MAX`. */
  readonly events: readonly SequenceEvent[];
  /** Products that the shopper hid, whatever came later; newest first, at most `SHOPPER_PRODUCTS_MAX`. */
  readonly hidden: readonly ProductId[];
  /** Products bought, likewise. */
  readonly purchased: readonly ProductId[];
}
