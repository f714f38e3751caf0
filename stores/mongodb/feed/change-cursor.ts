import { MongoServerError, MongoServerSelectionError } from 'mongodb';
import type { FeedToken } from '../../ports/change-feed.ts';
import { ORDER_MAX, versionOf } from '../cluster-version.ts';
import { type ChangeEvent, type EventShape, type PlacedEvent, WITHOUT_DOCUMENTS } from './change-event.ts';
import { isHistoryLost } from './history-lost.ts';
import { orderAt, toFeedToken, toResumeToken, versionAt } from './resume-token.ts';
import { createServerStream, type ServerStream, type StreamBatch, type WatchedCollection } from './server-stream.ts';

/** Events fetched at once: some MB of records. */
const BATCH = 1_000;

/** Server error code of an event above 16 MiB. */
const TOO_LARGE = 10_334;

/** Reads a change stream on from a place. One call at a time. */
export interface ChangeCursor extends AsyncDisposable {
  /** After the last event taken, or where `moveTo` put it. */
  readonly place: FeedToken;
  /** How far the server has looked. Once all that was fetched is taken, there is nothing between `place` and there. */
  readonly seenTo: FeedToken;
  /** Events fetched and not yet taken, in order. */
  readonly fetched: readonly PlacedEvent[];
  /**
   * Fetches what is committed; where there is nothing it waits for something, up to `waitMs`. After the loss of a connection,
   * a primary or the server's cursor it goes on by itself from where it was, once; so a later call may go on after an error, too.
   * @returns how many events came; 0 at the end.
   */
  fetch(waitMs: number): Promise<number>;
  /** Takes the first `count` of what was fetched. */
  take(count: number): readonly PlacedEvent[];
  /** Names a later place, no further than `seenTo`, all that was fetched being taken. */
  moveTo(place: FeedToken): void;
}

/** A cursor after a place; nothing is asked of the server before the first `fetch`. */
export function createChangeCursor(collection: WatchedCollection, place: FeedToken, shape: EventShape): ChangeCursor {
  return cursorOn(createServerStream(collection), place, shape);
}

/** A cursor after all that is committed now. */
export async function openChangeCursor(collection: WatchedCollection, shape: EventShape): Promise<ChangeCursor> {
  const stream = createServerStream(collection);
  return cursorOn(stream, await stream.open(null, shape), shape);
}

function cursorOn(stream: ServerStream, from: FeedToken, shape: EventShape): ChangeCursor {
  let place = from;
  let seenTo = from;
  let fetched: readonly PlacedEvent[] = [];
  const placed = createPlacer(from);

  const look = async (waitMs: number): Promise<StreamBatch> => {
    if (!stream.isOpen) await stream.open(seenTo, shape);
    return stream.more(BATCH, waitMs);
  };

  const lookOnceMore = (error: unknown, waitMs: number): Promise<StreamBatch> => {
    if (error instanceof MongoServerError && error.code === TOO_LARGE) return lookPastLarge();
    // Where no server was found, none would be now; the caller has waited long enough.
    if (isHistoryLost(error) || error instanceof MongoServerSelectionError) throw error;
    return look(waitMs);
  };

  /** The next events without their documents: whoever needs these looks them up. */
  const lookPastLarge = async (): Promise<StreamBatch> => {
    await stream.open(seenTo, WITHOUT_DOCUMENTS);
    const batch = await stream.more(BATCH, 0);
    await stream.close();
    return batch;
  };

  return {
    get place() {
      return place;
    },
    get seenTo() {
      return seenTo;
    },
    get fetched() {
      return fetched;
    },
    async fetch(waitMs) {
      const batch = await look(waitMs).catch((error: unknown) => lookOnceMore(error, waitMs));
      const events = batch.events.map(placed);
      fetched = fetched.length === 0 ? events : [...fetched, ...events];
      // Where nothing came after the last event the server names that one, which has its order here.
      const last = events.at(-1)?.place ?? seenTo;
      seenTo = isSamePlace(last, batch.seenTo) ? last : batch.seenTo;
      return events.length;
    },
    take(count) {
      const taken = fetched.slice(0, count);
      fetched = fetched.slice(count);
      place = taken.at(-1)?.place ?? place;
      return taken;
    },
    moveTo(later) {
      place = later;
    },
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
}

/** Gives events their versions, one after the other: those of a transaction share its time, and are numbered in their order. */
function createPlacer(from: FeedToken): (event: ChangeEvent) => PlacedEvent {
  const order = orderAt(from);
  let last = order === null ? null : { base: versionAt(from) - BigInt(order), order };
  return (event) => {
    const base = versionOf(event.clusterTime);
    last = { base, order: last?.base === base ? Math.min(last.order + 1, ORDER_MAX) : 0 };
    return { ...event, version: versionOf(event.clusterTime, last.order), place: toFeedToken(event._id, last.order) };
  };
}

function isSamePlace(place: FeedToken, named: FeedToken): boolean {
  return toResumeToken(place)._data === toResumeToken(named)._data;
}
