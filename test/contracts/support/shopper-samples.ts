import * as fc from 'fast-check';
import { eventId, listId, modelVersion, productId, type ShopperId, shopperId } from '../../../schema/ids.ts';
import type { ServedList } from '../../../stores/ports/served-list-log.ts';
import { EVENT_TYPES, type ShopperEvent } from '../../../stores/ports/shopper-event.ts';

export const SAM = shopperId('user:sam');
export const ANN = shopperId('user:ann');
export const VISITOR = shopperId('visitor:v1');
export const OTHER_VISITOR = shopperId('visitor:v2');

export function event(id: string, overrides: Partial<ShopperEvent> = {}): ShopperEvent {
  return {
    id: eventId(id),
    shopper: SAM,
    type: 'VIEW',
    productId: productId('p1'),
    atMs: 1,
    listId: null,
    position: null,
    quantity: null,
    price: null,
    ...overrides,
  };
}

export function served(list: string, shopper: ShopperId | null, overrides: Partial<ServedList> = {}): ServedList {
  return {
    listId: listId(list),
    kind: 'SEARCH',
    query: 'red lamp',
    shopper,
    arm: null,
    modelVersion: modelVersion('shipped-1'),
    atMs: 1,
    total: 2,
    items: [
      { productId: productId('p1'), position: 1, features: [0.5, -2, 0] },
      { productId: productId('手机'), position: 2, features: null },
    ],
    ...overrides,
  };
}

/** Events of few ids, products and moments, so that repeats and ties are common. */
export const someEvents: fc.Arbitrary<ShopperEvent[]> = fc.array(
  fc
    .record({
      id: fc.integer({ min: 0, max: 25 }),
      shopper: fc.constantFrom(SAM, ANN, VISITOR, OTHER_VISITOR),
      type: fc.constantFrom(...EVENT_TYPES),
      product: fc.constantFrom('a', 'b', 'c', 'd'),
      atMs: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ id, product, ...rest }) => event(`e${id}`, { ...rest, productId: productId(product) })),
  { maxLength: 12 },
);
