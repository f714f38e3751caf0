import type { WithId } from 'mongodb';
import { eventId, listId, productId, shopperId } from '../../../schema/ids.ts';
import type { LoggedEvent } from '../../ports/event-store.ts';
import type { EventType, ShopperEvent } from '../../ports/shopper-event.ts';
import { NEW_ENTRY, placeOf } from '../log-entry.ts';
import type { EventDocument } from './users-collections.ts';

/** What is null is left out. */
export function toEventDocument(event: ShopperEvent, recordedAt: Date): EventDocument {
  const { id, shopper, type, productId: product, atMs, listId: list, position, quantity, price } = event;
  return {
    shopper,
    id,
    type,
    product,
    atMs,
    recordedAt,
    ...NEW_ENTRY,
    ...(list === null ? {} : { listId: list }),
    ...(position === null ? {} : { position }),
    ...(quantity === null ? {} : { quantity }),
    ...(price === null ? {} : { price }),
  };
}

export function toLoggedEvent(stored: WithId<EventDocument>): LoggedEvent {
  const { id, shopper, type, product, atMs, listId: list, position, quantity, price } = stored;
  return {
    place: placeOf(stored),
    event: {
      id: eventId(id),
      shopper: shopperId(shopper),
      type: type as EventType,
      productId: productId(product),
      atMs,
      listId: list === undefined ? null : listId(list),
      position: position ?? null,
      quantity: quantity ?? null,
      price: price ?? null,
    },
  };
}
