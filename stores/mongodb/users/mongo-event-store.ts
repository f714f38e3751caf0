import type { ClientSession } from 'mongodb';
import type { ShopperId } from '../../../schema/ids.ts';
import { checkEventCall } from '../../ports/check-event-call.ts';
import { EVENT_BATCH_MAX, type EventStore, HISTORY_BATCH_MAX, type Recorded } from '../../ports/event-store.ts';
import type { SequencePosition, ShopperEvent } from '../../ports/shopper-event.ts';
import type { MongoConnection } from '../connect.ts';
import type { Placing } from '../create-placing.ts';
import { behind, BY_PLACE } from '../log-entry.ts';
import { toEventDocument, toLoggedEvent } from './event-document.ts';
import { nextPosition } from './next-position.ts';
import { addSteps, isStep, type ShopperState, type StepEvent, toSequence, UNKNOWN } from './shopper-state.ts';
import { OF_SHOPPER, type UsersCollections } from './users-collections.ts';

export interface MongoEventStoreOptions {
  readonly collections: UsersCollections;
  readonly placing: Placing;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** What one call stored. */
interface Put {
  readonly outcomes: readonly Recorded[];
  /** Of the shoppers whose sequences changed. */
  readonly positions: ReadonlyMap<ShopperId, SequencePosition>;
}

/** Events, a document each, and the state that follows from them, a document a shopper; one transaction a call. */
export function createMongoEventStore(connection: MongoConnection, { collections, placing, now }: MongoEventStoreOptions): EventStore {
  const { events: log, shoppers } = collections;

  const positionOf = async (shopper: ShopperId, inside: { readonly session?: ClientSession } = {}): Promise<SequencePosition> => {
    const found = await shoppers.findOne({ _id: shopper }, { ...inside, projection: { position: 1 } });
    return (found?.position as SequencePosition | undefined) ?? UNKNOWN;
  };

  /** Keys of those events that are stored, and perhaps of others. */
  const storedKeys = async (events: readonly ShopperEvent[], session: ClientSession): Promise<ReadonlySet<string>> => {
    const known = await log
      .find(
        { shopper: { $in: [...new Set(events.map(({ shopper }) => shopper))] }, id: { $in: events.map(({ id }) => id) } },
        { session, projection: { _id: 0, shopper: 1, id: 1 } },
      )
      .toArray();
    return new Set(known.map(keyOf));
  };

  /** Moves the sequences on that the events belong to. They must have been inserted in the session's transaction. */
  const moveOn = async (steps: readonly StepEvent[], recordedAt: Date, session: ClientSession): Promise<Put['positions']> => {
    if (steps.length === 0) return new Map();
    const byShopper = Map.groupBy(steps, ({ shopper }) => shopper);
    const stored = new Map((await shoppers.find({ _id: { $in: [...byShopper.keys()] } }, { session }).toArray()).map((state) => [state._id, state]));
    const moved = [...byShopper].map(([shopper, its]) => {
      const state = stored.get(shopper) ?? null;
      return { shopper, state, position: nextPosition(session, state?.position ?? UNKNOWN), next: addSteps(state, its, recordedAt) };
    });
    await shoppers.bulkWrite(
      moved.map(({ shopper, state, position, next }) => ({
        updateOne: { filter: { _id: shopper }, update: { $set: { position, ...changed(state, next) } }, upsert: true },
      })),
      { session, ordered: false },
    );
    return new Map(moved.map(({ shopper, position }) => [shopper, position]));
  };

  /**
   * Stores what is new. At first it hopes that all is, as it nearly always is: if not, the unique index refuses, and the next
   * attempt looks before it writes.
   */
  const put = async (events: readonly ShopperEvent[], session: ClientSession, attempt: number): Promise<Put> => {
    const seen = new Set(attempt === 0 ? [] : await storedKeys(events, session));
    const recordedAt = new Date(now());
    const outcomes = events.map((event): Recorded => {
      const key = keyOf(event);
      if (seen.has(key)) return 'duplicate';
      seen.add(key);
      return 'accepted';
    });
    const fresh = events.filter((_, i) => outcomes[i] === 'accepted');
    if (fresh.length > 0) await log.insertMany(fresh.map((event) => toEventDocument(event, recordedAt)), { session });
    return { outcomes, positions: await moveOn(fresh.filter(isStep), recordedAt, session) };
  };

  return {
    async record(shopper, events, signal) {
      checkEventCall(events, EVENT_BATCH_MAX, signal);
      if (events.length === 0) return { outcomes: [], position: await connection.run(() => positionOf(shopper), signal) };
      return connection.transaction(async (session, attempt) => {
        const { outcomes, positions } = await put(events.map((event) => ({ ...event, shopper })), session, attempt);
        return { outcomes, position: positions.get(shopper) ?? (await positionOf(shopper, { session })) };
      }, signal);
    },

    async recordHistory(events, signal) {
      checkEventCall(events, HISTORY_BATCH_MAX, signal);
      if (events.length === 0) return [];
      const outcomes = await connection.transaction(async (session, attempt) => (await put(events, session, attempt)).outcomes, signal);
      // A history may be long: the first who reads the log, perhaps a shopper, should not wait until all of it is placed.
      await placing().catch(() => {});
      return outcomes;
    },

    sequence: (shopper, signal) => connection.run(async () => toSequence(await shoppers.findOne({ _id: shopper })), signal),

    position: (shopper, signal) => connection.run(() => positionOf(shopper), signal),

    eventsOf: (shopper, after, limit, signal) =>
      connection.run(async () => {
        await placing();
        const found = await log.find({ shopper, ...behind(after) }, { sort: BY_PLACE, limit, hint: OF_SHOPPER.events }).toArray();
        return found.map(toLoggedEvent);
      }, signal),

    scanEvents: (after, limit, signal) =>
      connection.run(async () => {
        await placing();
        const found = await log.find(behind(after), { sort: BY_PLACE, limit }).toArray();
        return found.map(toLoggedEvent);
      }, signal),
  };
}

/** One for each shopper and id. */
function keyOf({ shopper, id }: { readonly shopper: string; readonly id: string }): string {
  return JSON.stringify([shopper, id]);
}

/** The parts of a state that are not what they were: a long list of products is not written again for each look at one. */
function changed(before: ShopperState | null, after: ShopperState): Partial<ShopperState> {
  return before === null ? after : Object.fromEntries(Object.entries(after).filter(([part, value]) => value !== before[part as keyof ShopperState]));
}
