import type { ClientSession, Collection, Document, Filter, Timestamp } from 'mongodb';
import type { MongoConnection } from './connect.ts';
import { UNPLACED, type LogEntry } from './log-entry.ts';

/** How many rounds of placing each log has seen, by the log's name. Never goes back, so that no place is used again. */
export interface PlacingRounds {
  readonly _id: string;
  readonly last: number;
}

/** Entries that get their place in one transaction. */
const PLACED_MAX = 1_000;

/** Gives every entry that was written before the call a place, in the order written. To be awaited before a log is read. */
export type Placing = () => Promise<void>;

/**
 * Places the entries of a log (`LogEntry` says what and why): all that a round finds become part of it, in one write. Rivals in other
 * processes meet at the log's counter: one of them places, the others then find it done.
 */
export function createPlacing(connection: Pick<MongoConnection, 'database' | 'transaction'>, log: string): Placing {
  // What is placed is told by two fields, whatever else an entry has.
  const entries: Collection<Document & LogEntry> = connection.database.collection(log);
  const rounds = connection.database.collection<PlacingRounds>('placingRounds');
  const unplaced: Filter<Document & LogEntry> = { round: UNPLACED };

  /** @returns whether there may be more. */
  async function placeSome(session: ClientSession): Promise<boolean> {
    const bound = await entries.findOne(unplaced, { session, projection: { _id: 0, insertedAt: 1 }, sort: { insertedAt: 1 }, skip: PLACED_MAX - 1 });
    const counter = await rounds.findOneAndUpdate({ _id: log }, { $inc: { last: 1 } }, { session, upsert: true, returnDocument: 'after' });
    await entries.updateMany({ ...unplaced, ...upTo(bound?.insertedAt) }, { $set: { round: counter!.last } }, { session });
    return bound !== null;
  }

  return async () => {
    // As a rule there is nothing to place: that takes one look, and no transaction.
    if ((await entries.findOne(unplaced, { projection: { _id: 1 } })) === null) return;
    while (await connection.transaction(placeSome));
  };
}

function upTo(insertedAt: Timestamp | undefined): Filter<Document & LogEntry> {
  return insertedAt === undefined ? {} : { insertedAt: { $lte: insertedAt } };
}
