import { type FeedToken, PENDING_COUNTED_MAX, type PendingChanges } from '../../ports/change-feed.ts';
import { createChangeCursor } from './change-cursor.ts';
import { type ChangeEvent, endsHistory, WITH_TIMES } from './change-event.ts';
import { historyLost } from './history-lost.ts';
import type { WatchedCollection } from './server-stream.ts';

/** Counts the events after a place; at most `PENDING_COUNTED_MAX`, since they are read for it. */
export async function countPending(collection: WatchedCollection, after: FeedToken): Promise<PendingChanges> {
  await using cursor = createChangeCursor(collection, after, WITH_TIMES);
  let count = 0;
  let oldestAtMs: number | null = null;
  while (count < PENDING_COUNTED_MAX && (await cursor.fetch(0)) > 0) {
    const events = cursor.take(cursor.fetched.length);
    if (events.some(endsHistory)) throw historyLost('The collection of the records was dropped or renamed.');
    oldestAtMs ??= atMsOf(events[0]!);
    count += events.length;
  }
  return { count: Math.min(count, PENDING_COUNTED_MAX), oldestAtMs };
}

/** When a change was received: by Aisle's clock where the record was put with it, else by the server's. */
function atMsOf({ fullDocument, wallTime, clusterTime }: ChangeEvent): number {
  const receivedAt: unknown = fullDocument?.['receivedAt'];
  return receivedAt instanceof Date ? receivedAt.getTime() : (wallTime?.getTime() ?? clusterTime.t * 1_000);
}
