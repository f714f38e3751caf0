import type { ShopperId } from '../../../schema/ids.ts';
import { checkEventCall } from '../../ports/check-event-call.ts';
import { EVENT_BATCH_MAX, type EventStore, HISTORY_BATCH_MAX, type Recorded } from '../../ports/event-store.ts';
import type { SequencePosition, ShopperEvent } from '../../ports/shopper-event.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import { type EventRow, SELECT_EVENTS, toLoggedEvent } from './event-row.ts';
import { createSequenceReader } from './read-sequence.ts';
import type { ShopperKey, ShopperKeys } from './shopper-keys.ts';

export interface EventStoreOptions {
  readonly writer: Writer;
  readonly shoppers: ShopperKeys;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

const UNKNOWN = 0 as SequencePosition;

/** Events, one row each, in one transaction a call. */
export function createEmbeddedEventStore(database: Database, { writer, shoppers, now }: EventStoreOptions): EventStore {
  const insert = prepare(
    database,
    `INSERT INTO events (shopper, id, type, product_id, at_ms, recorded_at_ms, list_id, list_position, quantity, price_amount, price_currency)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shopper, id) DO NOTHING`,
  );
  const ofShopper = prepare<EventRow>(database, `${SELECT_EVENTS} WHERE s.shopper = ? AND e.place > ? ORDER BY e.place LIMIT ?`);
  const ofAll = prepare<EventRow>(database, `${SELECT_EVENTS} WHERE e.place > ? ORDER BY e.place LIMIT ?`);
  const readSequence = createSequenceReader(database);

  const put = (key: ShopperKey, event: ShopperEvent, atMs: number): Recorded => {
    const { id, type, productId, listId, position, quantity, price } = event;
    const { changes } = insert.run(key, id, type, productId, event.atMs, atMs, listId, position, quantity, price?.amount ?? null, price?.currency ?? null);
    return changes === 1 ? 'accepted' : 'duplicate';
  };
  /** Stores events of any shoppers, and moves on the sequences that changed. */
  const putAll = (events: readonly ShopperEvent[]): readonly Recorded[] => {
    const atMs = now();
    const keys = new Map<ShopperId, ShopperKey>();
    const changed = new Set<ShopperKey>();
    const outcomes = events.map((event) => {
      const key = keys.get(event.shopper) ?? shoppers.keyOf(event.shopper);
      keys.set(event.shopper, key);
      const outcome = put(key, event, atMs);
      if (outcome === 'accepted' && event.type !== 'IMPRESSION') changed.add(key);
      return outcome;
    });
    for (const key of changed) shoppers.advance(key);
    return outcomes;
  };

  return {
    async record(shopper, events, signal) {
      checkEventCall(events, EVENT_BATCH_MAX, signal);
      return writer.write(() => {
        const outcomes = putAll(events.map((event) => ({ ...event, shopper })));
        return { outcomes, position: shoppers.find(shopper)?.position ?? UNKNOWN };
      }, signal);
    },

    async recordHistory(events, signal) {
      checkEventCall(events, HISTORY_BATCH_MAX, signal);
      return events.length === 0 ? [] : writer.write(() => putAll(events), signal);
    },

    async sequence(shopper, signal) {
      signal?.throwIfAborted();
      return database.snapshot(() => {
        const known = shoppers.find(shopper);
        return known === null ? { position: UNKNOWN, events: [], hidden: [], purchased: [] } : readSequence(known);
      });
    },

    async position(shopper, signal) {
      signal?.throwIfAborted();
      return database.read(() => shoppers.find(shopper)?.position ?? UNKNOWN);
    },

    async eventsOf(shopper, after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => ofShopper.all(shopper, after ?? 0n, limit).map(toLoggedEvent));
    },

    async scanEvents(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => ofAll.all(after ?? 0n, limit).map(toLoggedEvent));
    },
  };
}
