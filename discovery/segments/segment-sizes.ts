import type { CategoryId, SegmentId, ShopperId } from '../../schema/ids.ts';
import type { EventStore, LoggedEvent } from '../../stores/ports/event-store.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import { buyersOf, NEW_FOR_MS, NEW_SHOPPERS, RETURNING_SHOPPERS } from './shopper-segments.ts';

export interface SegmentSizesOptions {
  readonly events: Pick<EventStore, 'scanEvents'>;
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/**
 * How many shoppers are in each segment, counted from the log of events: the first call reads all of it, later ones go on
 * where it stopped. A visitor who signed in since then counts twice until the process starts anew.
 */
export interface SegmentSizes {
  /** Segments without shoppers are left out. Rejects as the event store and the index do. */
  read(signal: AbortSignal): Promise<ReadonlyMap<SegmentId, number>>;
  /** After erasure. */
  forget(shopper: ShopperId): void;
}

/** Events read at once. */
const BATCH = 1_000;

interface Seen {
  oldestMs: number;
  readonly bought: Set<CategoryId>;
}

export function createSegmentSizes({ events, index, now }: SegmentSizesOptions): SegmentSizes {
  const shoppers = new Map<ShopperId, Seen>();
  let place: bigint | null = null;
  let reading: Promise<void> = Promise.resolve();

  async function count(batch: readonly LoggedEvent[], signal: AbortSignal): Promise<void> {
    const bought = [...new Set(batch.flatMap(({ event }) => (event.type === 'PURCHASE' ? [event.productId] : [])))];
    const features = bought.length === 0 ? [] : await index.featuresByIds(bought, signal);
    const roots = new Map(bought.map((id, i) => [id, features[i]?.categoryIds[0]]));
    for (const { event } of batch) {
      if (event.type === 'IMPRESSION') continue;
      const seen = shoppers.get(event.shopper) ?? { oldestMs: Infinity, bought: new Set() };
      shoppers.set(event.shopper, seen);
      seen.oldestMs = Math.min(seen.oldestMs, event.atMs);
      const root = event.type === 'PURCHASE' ? roots.get(event.productId) : undefined;
      if (root !== undefined) seen.bought.add(root);
    }
    place = batch.at(-1)?.place ?? place;
  }

  async function catchUp(signal: AbortSignal): Promise<void> {
    for (;;) {
      const batch = await events.scanEvents(place, BATCH, signal);
      await count(batch, signal);
      if (batch.length < BATCH) return;
    }
  }

  return {
    async read(signal) {
      // One at a time: two would count the same events.
      const mine = reading.then(() => catchUp(signal));
      reading = mine.catch(() => {});
      await mine;
      const sizes = new Map<SegmentId, number>();
      const add = (segment: SegmentId): void => void sizes.set(segment, (sizes.get(segment) ?? 0) + 1);
      for (const { oldestMs, bought } of shoppers.values()) {
        add(oldestMs > now() - NEW_FOR_MS ? NEW_SHOPPERS : RETURNING_SHOPPERS);
        for (const root of bought) add(buyersOf(root));
      }
      return sizes;
    },
    forget: (shopper) => void shoppers.delete(shopper),
  };
}
