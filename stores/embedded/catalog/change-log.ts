import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';

/** The append-only log of changes. To be called inside a transaction. */
export interface ChangeLog {
  /** Appends a change. @returns its position: higher than any before, also than ones compacted away. */
  append(id: string, kind: 'put' | 'delete', atMs: number): ChangeVersion;
  /** The highest position ever given; 0 in a new catalog. */
  head(): ChangeVersion;
  /** Up to here changes are no longer in the log; 0 while it is whole. */
  compactedTo(): ChangeVersion;
  /** Moves `compactedTo` up to the position, never down. */
  markCompacted(position: ChangeVersion): void;
  /** Deletes at most `limit` of the oldest entries up to `compactedTo`. @returns how many. */
  dropCompacted(limit: number): number;
}

export function createChangeLog(database: Database): ChangeLog {
  const append = prepare<{ position: bigint }>(
    database,
    'INSERT INTO change_log (id, kind, at_ms) VALUES (?, ?, ?) RETURNING position',
  );
  // SQLite's own memory of AUTOINCREMENT, which dropping rows does not lower.
  const head = prepare<{ position: bigint }>(database, "SELECT seq AS position FROM sqlite_sequence WHERE name = 'change_log'");
  const bound = prepare<{ compacted_to: bigint }>(database, 'SELECT compacted_to FROM log_bounds');
  const moveBound = prepare(database, 'UPDATE log_bounds SET compacted_to = max(compacted_to, ?)');
  const drop = prepare(
    database,
    `DELETE FROM change_log WHERE position IN (
       SELECT position FROM change_log WHERE position <= (SELECT compacted_to FROM log_bounds) ORDER BY position LIMIT ?)`,
  );

  return {
    append: (id, kind, atMs) => changeVersion(append.get(id, kind, atMs)!.position),
    head: () => changeVersion(head.get()?.position ?? 0n),
    compactedTo: () => changeVersion(bound.get()!.compacted_to),
    markCompacted: (position) => void moveBound.run(position),
    dropCompacted: (limit) => drop.run(limit).changes,
  };
}
