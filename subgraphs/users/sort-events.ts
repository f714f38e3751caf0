import { eventId, listId, productId, type ShopperId } from '../../schema/ids.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';
import type { EventInput, EventRejection } from '../generated/users.ts';
import { checkEventInput } from './check-event-input.ts';

export interface SortedEvents {
  /** In the order given; an id may come again. */
  readonly valid: readonly ShopperEvent[];
  /** One for each event that is not valid, with all that is wrong with it; the code is that of the first fault. */
  readonly rejected: readonly EventRejection[];
}

/** Parts the events that can be recorded from those that cannot. */
export function sortEvents(
  events: readonly EventInput[],
  { shopper, nowMs }: { readonly shopper: ShopperId; readonly nowMs: number },
): SortedEvents {
  const valid: ShopperEvent[] = [];
  const rejected: EventRejection[] = [];
  for (const [index, event] of events.entries()) {
    const faults = checkEventInput(event, nowMs);
    if (faults.length === 0) valid.push(toShopperEvent(event, shopper));
    else rejected.push({ index, code: faults[0]!.code, message: faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ') });
  }
  return { valid, rejected };
}

function toShopperEvent({ id, type, productId: product, at, listId: list, position, quantity, price }: EventInput, shopper: ShopperId): ShopperEvent {
  return {
    id: eventId(id),
    shopper,
    type,
    productId: productId(product),
    atMs: Date.parse(at),
    listId: list == null ? null : listId(list),
    position: position ?? null,
    quantity: quantity ?? null,
    price: price == null ? null : { amount: price.amount, currency: price.currency },
  };
}
