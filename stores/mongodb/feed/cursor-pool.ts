import type { FeedToken } from '../../ports/change-feed.ts';
import { type ChangeCursor, createChangeCursor } from './change-cursor.ts';
import { WITH_DOCUMENTS } from './change-event.ts';
import type { WatchedCollection } from './server-stream.ts';

/** Cursors kept for readers to come back to: one that follows, one or two that rebuild. */
const KEPT_MAX = 4;

/** Open cursors by their places, so that a reader who comes back with the token of its last batch goes on with the same one. */
export interface CursorPool extends AsyncDisposable {
  /** True where one is kept that stands there. */
  has(place: FeedToken): boolean;
  /** Does work with a cursor at a place, alone, and keeps the cursor afterwards, wherever it stands by then; lets go of it where the work fails. */
  use<T>(place: FeedToken, work: (cursor: ChangeCursor) => Promise<T>): Promise<T>;
  /** Lets go of all that are kept. */
  clear(): Promise<void>;
}

export function createCursorPool(collection: WatchedCollection): CursorPool {
  /** The one used last stands last. */
  const kept = new Map<FeedToken, ChangeCursor>();

  const takeOut = (place: FeedToken): ChangeCursor | undefined => {
    const cursor = kept.get(place);
    kept.delete(place);
    return cursor;
  };

  const keep = async (cursor: ChangeCursor): Promise<void> => {
    const surplus = takeOut(cursor.place) ?? (kept.size < KEPT_MAX ? undefined : takeOut(kept.keys().next().value!));
    kept.set(cursor.place, cursor);
    await surplus?.[Symbol.asyncDispose]();
  };

  const clear = async (): Promise<void> => {
    const all = [...kept.values()];
    kept.clear();
    await Promise.all(all.map((cursor) => cursor[Symbol.asyncDispose]()));
  };

  return {
    has: (place) => kept.has(place),
    async use(place, work) {
      const cursor = takeOut(place) ?? createChangeCursor(collection, place, WITH_DOCUMENTS);
      try {
        const result = await work(cursor);
        await keep(cursor);
        return result;
      } catch (error) {
        await cursor[Symbol.asyncDispose]();
        throw error;
      }
    },
    clear,
    [Symbol.asyncDispose]: clear,
  };
}
