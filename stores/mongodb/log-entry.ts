import { type Filter, Timestamp } from 'mongodb';

/**
 * What an entry of a log has to be found in order: by the round that placed it, then by when it was inserted.
 *
 * A place is given when the log is read, not when an entry is written. A place that a writer took for itself could become visible
 * after a later one, when a reader has passed it; and writers that wait for one another's places are slow. What is
 * read is written for good, so the places that a reader gives are without such gaps, and writers never meet (ADR 0016).
 */
export interface LogEntry {
  /** The round of placing that found it, from 1; `UNPLACED` until the log is read for the first time after. */
  readonly round: number;
  /** Cluster time at which the server inserted it, another for each; `INSERTED_NOW` when it is written. The order recorded. */
  readonly insertedAt: Timestamp;
}

export const UNPLACED = 0;

/** The server puts its time into an empty timestamp as it inserts; each time that it gives is later than any before. */
export const INSERTED_NOW = new Timestamp({ t: 0, i: 0 });

/** What an entry is written with. */
export const NEW_ENTRY: LogEntry = { round: UNPLACED, insertedAt: INSERTED_NOW };

/** To sort a log in the order of places. */
export const BY_PLACE = { round: 1, insertedAt: 1 } as const;

/** Round, seconds and ticks as one number, in this order. */
export function placeOf({ round, insertedAt: { t, i } }: LogEntry): bigint {
  return (BigInt(round) << 64n) | (BigInt(t) << 32n) | BigInt(i);
}

/** The placed entries behind the place; null: all of them. */
export function behind(place: bigint | null): Filter<LogEntry> {
  if (place === null) return { round: { $gt: UNPLACED } };
  const round = Number(place >> 64n);
  const insertedAt = new Timestamp({ t: Number((place >> 32n) & 0xffff_ffffn), i: Number(place & 0xffff_ffffn) });
  return { $or: [{ round, insertedAt: { $gt: insertedAt } }, { round: { $gt: round } }] };
}
