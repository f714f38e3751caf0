import { performance } from 'node:perf_hooks';
import type { Change, ChangeFeed, FeedToken } from '../../ports/change-feed.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import type { CatalogCollections } from '../catalog/catalog-collections.ts';
import type { Commits } from '../catalog/commits.ts';
import { storedIdsOf } from '../catalog/source-ids.ts';
import type { SourceReader } from '../catalog/source-reader.ts';
import type { MongoConnection } from '../connect.ts';
import type { ChangeCursor } from './change-cursor.ts';
import { endsHistory } from './change-event.ts';
import type { ChangeReader } from './change-reader.ts';
import { countPending } from './count-pending.ts';
import type { CursorPool } from './cursor-pool.ts';
import type { History } from './history.ts';
import { historyLost, isHistoryLost } from './history-lost.ts';
import type { Horizon } from './horizon.ts';
import { moveOn } from './move-on.ts';
import { versionAt } from './resume-token.ts';
import type { Tail } from './tail.ts';
import { touch } from './touch.ts';

/** The longest wait of one request to the server, milliseconds; the next follows at once. Well within a socket's patience. */
const WAIT_MS = 2_000;

export interface MongoChangeFeedContext {
  readonly connection: MongoConnection;
  readonly collections: CatalogCollections;
  readonly sources: SourceReader;
  readonly readChanges: ChangeReader;
  readonly commits: Commits;
  readonly history: History;
  /** Of the versions that were named to anyone. */
  readonly named: Horizon;
  /** Of the time up to which the stream was seen, which scans must not fall behind. */
  readonly seen: Horizon;
  readonly tail: Tail;
  readonly cursors: CursorPool;
  /** See `moveOn`. */
  readonly staysS: number;
}

/**
 * The change stream of the products collection as a feed: every writer's changes, in the order of the cluster. A token is a
 * resume token, a version a cluster time.
 */
export function createMongoChangeFeed(context: MongoChangeFeedContext): ChangeFeed {
  const { connection, collections, sources, readChanges, commits, history, named, seen, tail, cursors, staysS } = context;
  const { products } = collections;
  const waitMs = Math.min(WAIT_MS, connection.client.options.socketTimeoutMS / 2 || WAIT_MS);

  /** Like `connection.run`, and says so where history is lost. */
  const run: MongoConnection['run'] = (work, signal) =>
    connection.run(async (database) => {
      try {
        return await work(database);
      } catch (error) {
        throw isHistoryLost(error) ? historyLost('MongoDB no longer has the changes after the place asked for.', error) : error;
      }
    }, signal);

  /** A reader that comes back to a kept cursor needs no look at the history: the cursor itself reaches back. */
  const placeOf = async (after: FeedToken | null): Promise<FeedToken> => (after !== null && cursors.has(after) ? after : history.placeOf(after));

  const head: ChangeFeed['head'] = (signal) =>
    run(async () => {
      const token = await tail.head();
      const scanVersion = versionAt(tail.seenTo);
      named.reach(versionAt(token));
      seen.reach(scanVersion);
      return { token, version: history.versionAt(token), scanVersion };
    }, signal);

  /** A place at the end, no earlier than any that this process has named: `caughtUp` must come true where nothing follows. */
  const placeAtEnd = (cursor: ChangeCursor): FeedToken => {
    if (tail.last > cursor.place && tail.last <= cursor.seenTo) cursor.moveTo(tail.last);
    else if (versionAt(cursor.place) < named.version && versionAt(cursor.seenTo) >= named.version) cursor.moveTo(cursor.seenTo);
    return moveOn(cursor, staysS);
  };

  return {
    head,

    read: (after, limit, signal) =>
      run(async () => {
        const place = await placeOf(after);
        return cursors.use(place, async (cursor) => {
          const changes: Change[] = [];
          while (changes.length < limit) {
            if (cursor.fetched.length < limit - changes.length) await cursor.fetch(0);
            const events = cursor.fetched.slice(0, limit - changes.length);
            if (events.length === 0) break;
            if (events.some(endsHistory)) throw historyLost('The collection of the records was dropped or renamed.');
            changes.push(...(await readChanges(events)));
            cursor.take(events.length);
          }
          const token = changes.length < limit ? placeAtEnd(cursor) : cursor.place;
          return { changes, token, version: history.versionAt(token) };
        });
      }, signal),

    async waitForChange(after, timeoutMs, signal) {
      const deadline = performance.now() + timeoutMs;
      const left = (): number => (signal?.aborted === true ? 0 : deadline - performance.now());
      const waiting = run(async () => {
        await cursors.use(await placeOf(after), async (cursor) => {
          while (cursor.fetched.length === 0 && left() > 0) await cursor.fetch(Math.min(left(), waitMs));
        });
      }).catch((error: unknown) => {
        // Another history than the reader's is a change too: its next `read` says so.
        if (!isHistoryLost(error)) throw error;
      });
      // The server's answer may be some time away when the caller goes; the cursor is kept when it has come.
      await untilAborted(waiting, signal);
    },

    pending: (after, signal) => run(async () => countPending(products, await history.placeOf(after)), signal),

    scanSources: (after, limit, signal) => connection.run(() => sources.scan({ after, upTo: null }, limit), signal),
    rangeAfter: (after, count, signal) => connection.run(() => sources.rangeAfter(after, count), signal),
    scanRange: (range, limit, signal) => connection.run(() => sources.scan(range, limit), signal),

    async replay(ids, signal) {
      checkCatalogCall(ids, signal);
      const stored = ids.flatMap(storedIdsOf);
      const { session, changes } = await connection.transaction(async (session) => ({ session, changes: await touch(collections, stored, session) }), signal);
      return changes.length > 0 ? commits.note(session, changes) : (await head(signal)).version;
    },
  };
}

/** What the promise gives, or nothing as soon as the signal is aborted; what becomes of the promise then, nobody hears. */
async function untilAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const over = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { signal: over.signal });
    if (signal?.aborted === true) resolve();
  });
  promise.catch(() => {});
  await Promise.race([promise, aborted]).finally(() => over.abort());
}
