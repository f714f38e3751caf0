import type { FeedToken } from '../../ports/change-feed.ts';
import type { ChangeCursor } from './change-cursor.ts';
import { secondsBetween } from './resume-token.ts';

/**
 * Moves a cursor that has come to the end on to how far the server has looked, where its place is older by more than `staysS` seconds:
 * a reader's token must not become older than the oplog, though nothing changes for weeks.
 * @returns its place.
 */
export function moveOn(cursor: ChangeCursor, staysS: number): FeedToken {
  if (secondsBetween(cursor.place, cursor.seenTo) > staysS) cursor.moveTo(cursor.seenTo);
  return cursor.place;
}
