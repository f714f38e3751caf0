import type { ShopperId } from '../../schema/ids.ts';
import type { SequencePosition, ShopperEvent, ShopperSequence } from './shopper-event.ts';

/** Events per `record`. */
export const EVENT_BATCH_MAX = 500;

/** Events per `recordHistory`. */
export const HISTORY_BATCH_MAX = 1_000;

/** How long an event is kept after it was recorded, unless an adapter is told otherwise: two years. */
export const EVENTS_KEPT_MS = 2 * 365 * 24 * 60 * 60 * 1_000;

export type Recorded = 'accepted' | 'duplicate';

/** A stored event and its place in the log of all events. */
export interface LoggedEvent {
  /** Rising in the order of recording; never reused. Opaque but for its order. */
  readonly place: bigint;
  readonly event: ShopperEvent;
}

/**
 * What shoppers did. Durable when a write resolves; a crash before leaves all of the call or nothing.
 *
 * An event is stored once per shopper and id, whatever came with a repeat. What was recorded longer than `keepMs` ago (a
 * property of the adapter, `EVENTS_KEPT_MS` by default) may be dropped; when it happened does not matter, so an imported history is
 * kept as long as any other event. Merging and erasing are in `ShopperRecords`.
 *
 * Every method rejects with `USER_STORE_UNAVAILABLE` when the store cannot be reached, with `STORE_LOCKED` or `STORE_FULL`
 * where that is the cause, with `INVARIANT_BROKEN` for more events than a call may have, and with the signal's reason when
 * aborted before it began.
 */
export interface EventStore {
  /** Aligned to `events`, at most `EVENT_BATCH_MAX`, all of `shopper`; of a repeated id in one call the first counts. */
  record(shopper: ShopperId, events: readonly ShopperEvent[], signal?: AbortSignal): Promise<RecordReport>;

  /** `record` for at most `HISTORY_BATCH_MAX` events of any shoppers, as an import has them: one write for all of a call. */
  recordHistory(events: readonly ShopperEvent[], signal?: AbortSignal): Promise<readonly Recorded[]>;

  /** The shopper's sequence as it stands; empty, at position 0, for an unknown one. */
  sequence(shopper: ShopperId, signal?: AbortSignal): Promise<ShopperSequence>;

  /** Where the sequence stands, without reading it. */
  position(shopper: ShopperId, signal?: AbortSignal): Promise<SequencePosition>;

  /** All events of a shopper in the order recorded, after the place (null: from the first), at most `limit`. */
  eventsOf(shopper: ShopperId, after: bigint | null, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;

  /**
   * All events of all shoppers in the order recorded, after the place (null: from the first), at most `limit`: for
   * counting, training and reports. An event recorded before a call that resolved is in it or before it. A merge leaves an
   * event its place and gives it another shopper, so a reader that has passed it does not see it again.
   */
  scanEvents(after: bigint | null, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;
}

export interface RecordReport {
  readonly outcomes: readonly Recorded[];
  /** Where the sequence stands after it. */
  readonly position: SequencePosition;
}
