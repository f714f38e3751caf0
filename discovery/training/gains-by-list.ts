import type { ListId, ProductId } from '../../schema/ids.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import type { EventType } from '../../stores/ports/shopper-event.ts';

/** What an event says of how well a product fits, against the others. */
const GAINS: Readonly<Record<EventType, number>> = {
  IMPRESSION: 0,
  CLICK: 1,
  VIEW: 1,
  ADD_TO_CART: 2,
  REMOVE_FROM_CART: 0,
  PURCHASE: 4,
  HIDE: 0,
};

const SCAN = 1_000;

/** The largest gain of each product in each list from which events came; lists without a gain are left out. */
export async function gainsByList(
  events: Pick<EventStore, 'scanEvents'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<ListId, ReadonlyMap<ProductId, number>>> {
  const lists = new Map<ListId, Map<ProductId, number>>();
  let after: bigint | null = null;
  for (;;) {
    const logged = await events.scanEvents(after, SCAN, signal);
    for (const { event: { listId, productId, type } } of logged) {
      const gain = GAINS[type];
      if (listId === null || gain === 0) continue;
      const gains = lists.get(listId) ?? new Map<ProductId, number>();
      gains.set(productId, Math.max(gain, gains.get(productId) ?? 0));
      lists.set(listId, gains);
    }
    if (logged.length < SCAN) return lists;
    after = logged.at(-1)!.place;
  }
}
