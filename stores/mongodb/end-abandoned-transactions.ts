import type { Document, MongoClient } from 'mongodb';

/** A transaction here asks one thing after the other: longer idle, microseconds, its process is gone, or as good as gone. */
const IDLE_MICROS = 2_000_000;

/**
 * Ends transactions of Aisle's own user that nobody goes on with. One whose process was killed in the middle keeps all that it
 * wrote from others until the server's limit, a minute by default, since a transaction does not end with its connection.
 * One that was only slow hears that there is no such transaction, and is done again.
 */
export async function endAbandonedTransactions(client: MongoClient): Promise<void> {
  const admin = client.db('admin');
  const idle = await admin
    .aggregate(
      [
        { $currentOp: { idleSessions: true } },
        { $match: { type: 'idleSession', appName: client.options.appName ?? null, 'transaction.timeInactiveMicros': { $gt: IDLE_MICROS } } },
      ],
      { readConcern: { level: 'local' } },
    )
    .toArray();
  if (idle.length > 0) await admin.command({ killSessions: idle.map(({ lsid }) => ({ id: (lsid as Document)['id'] as unknown })) });
}
