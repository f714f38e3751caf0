import type { WithId } from 'mongodb';
import { eventId, listId, productId, shopperId } from '../../../schema/ids.ts';
import type { LoggedEvent } from '../../ports/event-store.ts';
import type { EventType, ShopperEvent } from '../../ports/shopper-event.ts';
import { INSERTED_NOW, UNPLACED } from '../create-placing.ts';
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
    insertedAt: INSERTED_NOW,
    place: UNPLACED,
    ...(list === null ? {} : { listId: list }),
    ...(position === null ? {} : { position }),
    ...(quantity === null ? {} : { quantity }),
    ...(price === null ? {} : { price }),
  };
}

export function toLoggedEvent({ place, id, shopper, type, product, atMs, listId: list, position, quantity, price }: WithId<EventDocument>): LoggedEvent {
  return {
    place: place.toBigInt(),
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
