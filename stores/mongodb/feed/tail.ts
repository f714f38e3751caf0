import type { FeedToken } from '../../ports/change-feed.ts';
import type { ChangeCursor } from './change-cursor.ts';
import { endsHistory } from './change-event.ts';
import { isHistoryLost } from './history-lost.ts';
import { moveOn } from './move-on.ts';

/** Batches that one look reads at most; who is further behind goes to the end without reading. */
const BATCHES_MAX = 3;

/** The end of the stream, watched by this process. */
export interface Tail extends AsyncDisposable {
  /** The place after all that is committed now: that of the last change where this process has seen it. */
  head(): Promise<FeedToken>;
  /** What `head` gave last. */
  readonly last: FeedToken;
  /** How far the server has looked: there is no change between `last` and here. */
  readonly seenTo: FeedToken;
}

export interface TailOptions {
  /** Where the watch begins, taken over. */
  readonly end: ChangeCursor;
  /** Opens a cursor at the end of the stream. */
  readonly openAtEnd: () => Promise<ChangeCursor>;
  /** Called where the collection was dropped or renamed, with the place where the watch goes on. */
  readonly collectionEnded: (head: FeedToken) => Promise<void>;
  /** See `moveOn`. */
  readonly staysS: number;
}

export function createTail({ end, openAtEnd, collectionEnded, staysS }: TailOptions): Tail {
  let cursor = end;
  let last = end.place;
  let ended = false;
  let looking: Promise<unknown> = Promise.resolve();

  /** False where the end was not reached in reasonable time. */
  const readToEnd = async (): Promise<boolean> => {
    for (let batches = 0; batches < BATCHES_MAX; batches++) {
      if ((await cursor.fetch(0)) === 0) return true;
      ended ||= cursor.take(cursor.fetched.length).some(endsHistory);
      if (ended) return false;
    }
    return false;
  };

  const goToEnd = async (): Promise<void> => {
    const next = await openAtEnd();
    await cursor[Symbol.asyncDispose]();
    cursor = next;
    if (ended) await collectionEnded(next.place);
    ended = false;
  };

  const look = async (): Promise<FeedToken> => {
    const there = await readToEnd().catch((error: unknown) => {
      // The watch slept longer than the oplog reaches: whoever read meanwhile has lost nothing.
      if (isHistoryLost(error)) return false;
      throw error;
    });
    if (!there) await goToEnd();
    last = moveOn(cursor, staysS);
    return last;
  };

  return {
    head() {
      const looked = looking.then(look, look);
      looking = looked.catch(() => {});
      return looked;
    },
    get last() {
      return last;
    },
    get seenTo() {
      return cursor.seenTo;
    },
    [Symbol.asyncDispose]: () => cursor[Symbol.asyncDispose](),
  };
}
