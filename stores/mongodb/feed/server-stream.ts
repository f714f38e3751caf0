import type { Collection, Document, Long, Timestamp } from 'mongodb';
import type { FeedToken } from '../../ports/change-feed.ts';
import { ORDER_MAX, versionOf } from '../cluster-version.ts';
import type { ChangeEvent, EventShape } from './change-event.ts';
import { historyLost } from './history-lost.ts';
import { type ResumeToken, toFeedToken, toResumeToken, versionAt } from './resume-token.ts';

/** A collection whose changes are read. */
export type WatchedCollection = Pick<Collection, 'db' | 'collectionName'>;

/** A change stream's cursor on the server, command by command; the driver's own hides how far the server has looked, and decides itself when to wait. */
export interface ServerStream extends AsyncDisposable {
  readonly isOpen: boolean;
  /**
   * Opens it after a place, or after all that is committed now.
   * @returns the place that it stands at.
   * @throws AppError `CHANGE_HISTORY_LOST` where the place is ahead of the cluster's time.
   */
  open(after: FeedToken | null, shape: EventShape): Promise<FeedToken>;
  /** Events that are committed, at most `limit`; where there are none it waits for one, up to `waitMs`. None means none. */
  more(limit: number, waitMs: number): Promise<StreamBatch>;
  /** Lets go of the server's cursor, after which another can be opened; best effort, since the server ends one that is left alone by itself. */
  close(): Promise<void>;
}

export interface StreamBatch {
  readonly events: readonly ChangeEvent[];
  /** How far the server has looked. */
  readonly seenTo: FeedToken;
}

interface CursorReply {
  readonly operationTime: Timestamp;
  readonly cursor: { readonly id: Long; readonly nextBatch?: readonly ChangeEvent[]; readonly postBatchResumeToken: ResumeToken };
}

export function createServerStream({ db, collectionName }: WatchedCollection): ServerStream {
  // A cursor belongs to the session that it was opened in.
  const session = db.client.startSession({ causalConsistency: false });
  let cursor: Long | null = null;
  // A command has none of the client's options. Promoted, one cursor's number in a thousand would go back as a double, which the server refuses.
  const ask = async (command: Document): Promise<CursorReply> => (await db.command(command, { session, promoteLongs: false })) as CursorReply;

  const close = async (): Promise<void> => {
    if (cursor !== null) await ask({ killCursors: collectionName, cursors: [cursor] }).catch(() => {});
    cursor = null;
  };

  return {
    get isOpen() {
      return cursor !== null;
    },

    async open(after, { images, fields }) {
      const stage = { ...(images && { fullDocument: 'whenAvailable' }), ...(after !== null && { resumeAfter: toResumeToken(after) }) };
      const reply = await ask({ aggregate: collectionName, pipeline: [{ $changeStream: stage }, { $project: fields }], cursor: { batchSize: 0 } });
      cursor = reply.cursor.id;
      if (after !== null && versionAt(after) > versionOf(reply.operationTime, ORDER_MAX)) throw historyLost('The place in the feed is ahead of the cluster: it is of another one, or of a state since restored.');
      return toFeedToken(reply.cursor.postBatchResumeToken, null);
    },

    async more(limit, waitMs) {
      try {
        const reply = await ask({ getMore: cursor, collection: collectionName, batchSize: limit, maxTimeMS: Math.max(1, Math.ceil(waitMs)) });
        // 0: the stream has ended.
        if (String(reply.cursor.id) === '0') cursor = null;
        return { events: reply.cursor.nextBatch ?? [], seenTo: toFeedToken(reply.cursor.postBatchResumeToken, null) };
      } catch (error) {
        cursor = null;
        throw error;
      }
    },

    close,

    async [Symbol.asyncDispose]() {
      await close();
      await session.endSession();
    },
  };
}
