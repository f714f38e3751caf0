import type { FeedToken } from '../../ports/change-feed.ts';
import type { ChangeCursor } from './change-cursor.ts';
import { secondsBetween } from './resume-token.ts';

/** How long a place may stay where nothing changes, seconds: it must not become older than the oplog. */
const STAYS_S = 30;

/** Moves a cursor that has come to the end on to how far the server has looked, where its place grows old. @returns its place. */
export function moveOn(cursor: ChangeCursor): FeedToken {
  if (secondsBetween(cursor.place, cursor.seenTo) > STAYS_S) cursor.moveTo(cursor.seenTo);
  return cursor.place;
}
