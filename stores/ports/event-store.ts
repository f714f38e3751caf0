import type { ShopperId } from '../../schema/ids.ts';
import type { SequencePosition, ShopperEvent, ShopperSequence } from './shopper-event.ts';

/** Events per `record`. */
export const EVENT_BATCH_MAX = 500;

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
 * An event is stored once per shopper and id, whatever came with a repeat. Events older than `keepMs` (a property of the
 * adapter, 2 years by default) may be dropped. Every method rejects with `USER_STORE_UNAVAILABLE` when the store cannot be
 * reached, with `STORE_LOCKED` or `STORE_FULL` where that is the cause, and with the signal's reason when aborted before it began.
 */
export interface EventStore {
  /** Aligned to `events`, which are all of one shopper; of a repeated id in one call the first counts. At most `EVENT_BATCH_MAX`. */
  record(shopper: ShopperId, events: readonly ShopperEvent[], signal?: AbortSignal): Promise<RecordReport>;

  /** The shopper's sequence as it stands; empty, at position 0, for an unknown one. */
  sequence(shopper: ShopperId, signal?: AbortSignal): Promise<ShopperSequence>;

  /** Where the sequence stands, without reading it. */
  position(shopper: ShopperId, signal?: AbortSignal): Promise<SequencePosition>;

  /** All events of a shopper in the order recorded, after the place (null: from the first), at most `limit`. */
  eventsOf(shopper: ShopperId, after: bigint | null, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;

  /**
   * All events of all shoppers in the order recorded, after the place (null: from the first), at most `limit`: for
   * counting, training and reports. An event recorded before a call that resolved is in it or before it.
   */
  scanEvents(after: bigint | null, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;

  /**
   * Makes the visitor's events the user's, once: later calls for the same visitor change nothing. Repeats of an id are dropped.
   * @returns the events that moved.
   */
  merge(visitor: ShopperId, user: ShopperId, signal?: AbortSignal): Promise<number>;

  /**
   * Deletes all events of the shopper, and of the visitors merged into them, for good.
   * @returns how many events there were.
   */
  erase(shopper: ShopperId, signal?: AbortSignal): Promise<number>;
}

export interface RecordReport {
  readonly outcomes: readonly Recorded[];
  /** Where the sequence stands after it. */
  readonly position: SequencePosition;
}
