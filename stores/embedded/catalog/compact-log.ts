import { setImmediate } from 'node:timers/promises';
import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import type { ChangeLog } from './change-log.ts';

/** Entries deleted in one transaction; other writes and requests go between two. */
const ROWS_PER_STEP = 10_000;

/**
 * Drops the log's entries before a version; readers that have not read up to there meet `CHANGE_HISTORY_LOST`.
 * A crash in the middle leaves entries that nobody can read any more; the next compaction drops them.
 */
export async function compactLog(log: ChangeLog, writer: Writer, beforeVersion: ChangeVersion): Promise<void> {
  await writer.write(() => {
    const head = log.head();
    // Never beyond the head: a reader that has seen everything loses nothing.
    log.markCompacted(beforeVersion > head ? head : changeVersion(beforeVersion - 1n));
  });
  while ((await writer.write(() => log.dropCompacted(ROWS_PER_STEP))) === ROWS_PER_STEP) await setImmediate();
}
