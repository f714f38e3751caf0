import { eventId, listId, productId, shopperId } from '../../../schema/ids.ts';
import type { LoggedEvent } from '../../ports/event-store.ts';
import type { EventType } from '../../ports/shopper-event.ts';

/** A row of `events` with the name of its shopper. */
export interface EventRow {
  readonly place: bigint;
  readonly shopper: string;
  readonly id: string;
  readonly type: string;
  readonly product_id: string;
  readonly at_ms: bigint;
  readonly list_id: string | null;
  readonly list_position: bigint | null;
  readonly quantity: bigint | null;
  readonly price_amount: bigint | null;
  readonly price_currency: string | null;
}

/** Selects `EventRow`s; to be followed by conditions on `e` (the event) and `s` (its shopper). */
export const SELECT_EVENTS = `
  SELECT e.place, s.shopper, e.id, e.type, e.product_id, e.at_ms, e.list_id, e.list_position, e.quantity, e.price_amount, e.price_currency
  FROM events e JOIN shoppers s ON s.key = e.shopper`;

export function toLoggedEvent(row: EventRow): LoggedEvent {
  return {
    place: row.place,
    event: {
      id: eventId(row.id),
      shopper: shopperId(row.shopper),
      type: row.type as EventType,
      productId: productId(row.product_id),
      atMs: Number(row.at_ms),
      listId: row.list_id === null ? null : listId(row.list_id),
      position: numberOrNull(row.list_position),
      quantity: numberOrNull(row.quantity),
      price: row.price_amount === null || row.price_currency === null ? null : { amount: Number(row.price_amount), currency: row.price_currency },
    },
  };
}

function numberOrNull(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
