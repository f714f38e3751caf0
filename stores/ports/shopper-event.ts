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

/**
 * Counts the writes to a shopper's events: rises with each recording, merge or erasure that changes what is stored of
 * them; 0 for a shopper of whom nothing was ever stored. Equal positions mean the same sequence.
 */
export type SequencePosition = number & { readonly __brand: 'SequencePosition' };

export interface ShopperSequence {
  readonly position: SequencePosition;
  /** Oldest first by `atMs`, ties in the order recorded; at most `SEQUENCE_MAX`. */
  readonly events: readonly SequenceEvent[];
  /** Products hidden by the shopper; at most the newest 1,000. */
  readonly hidden: readonly ProductId[];
  /** Products bought; at most the newest 1,000. */
  readonly purchased: readonly ProductId[];
}
