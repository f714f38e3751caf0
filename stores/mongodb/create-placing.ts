import { type ClientSession, type Collection, type Document, Long, Timestamp } from 'mongodb';
import type { MongoConnection } from './connect.ts';

/**
 * What an entry of a log has to be found in order.
 *
 * A place is given when the log is read, not when an entry is written. A place that a writer took for itself could become visible
 * after a later one, when a reader has passed it; and writers that wait for one another's places are slow. What is
 * read is written for good, so the places that a reader gives are without such gaps, and writers never meet.
 */
export interface LogEntry {
  /** Cluster time at which the server inserted it; `INSERTED_NOW` when it is written. The order recorded. */
  readonly insertedAt: Timestamp;
  /** `UNPLACED` until the log is read for the first time after. */
  readonly place: Long;
}

/** The server puts its time into an empty timestamp as it inserts; each time that it gives is later than any before. */
export const INSERTED_NOW = new Timestamp({ t: 0, i: 0 });

export const UNPLACED = Long.ZERO;

/** What a reader that has come as far as `after` goes on behind; null: nothing has been read. */
export function toPlace(after: bigint | null): Long {
  return after === null ? UNPLACED : Long.fromBigInt(after);
}

/** Last place that each log has given, by the log's name. Never goes back, so that no place is used again. */
export interface LastPlace {
  readonly _id: string;
  readonly last: Long;
}

/** Entries that get their place in one transaction. */
const PLACED_MAX = 1_000;

/** Gives every entry that was written before the call a place, in the order written. To be awaited before a log is read. */
export type Placing = () => Promise<void>;

/** Rivals in other processes meet at the log's counter: one of them places, the others then find it done. */
export function createPlacing(connection: Pick<MongoConnection, 'database' | 'transaction'>, log: string): Placing {
  // What is placed is told by two fields, whatever else an entry has.
  const entries: Collection<Document & LogEntry> = connection.database.collection(log);
  const places = connection.database.collection<LastPlace>('places');

  async function placeSome(session: ClientSession): Promise<number> {
    const found = await entries
      .find({ place: UNPLACED }, { session, projection: { _id: 1 } })
      .sort({ insertedAt: 1 })
      .limit(PLACED_MAX)
      .toArray();
    if (found.length === 0) return 0;
    const count = Long.fromNumber(found.length);
    const counter = await places.findOneAndUpdate({ _id: log }, { $inc: { last: count } }, { session, upsert: true, returnDocument: 'after' });
    const before = counter!.last.subtract(count);
    await entries.bulkWrite(
      found.map(({ _id }, i) => ({ updateOne: { filter: { _id }, update: { $set: { place: before.add(i + 1) } } } })),
      { session, ordered: false },
    );
    return found.length;
  }

  return async () => {
    // As a rule there is nothing to place: that takes one look, and no transaction.
    if ((await entries.findOne({ place: UNPLACED }, { projection: { _id: 1 } })) === null) return;
    while ((await connection.transaction(placeSome)) === PLACED_MAX);
  };
}
