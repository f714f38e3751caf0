import { performance } from 'node:perf_hooks';
import { AppError } from '../../../schema/errors.ts';
import { changeVersion, productId } from '../../../schema/ids.ts';
import type { Change, ChangeFeed, FeedToken } from '../../ports/change-feed.ts';
import type { Database } from '../sqlite/database.ts';
import { idList, prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import type { ChangeLog } from './change-log.ts';
import type { ChangeSignal } from '../sqlite/change-signal.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import { decodeFeedToken, encodeFeedToken } from './feed-token.ts';
import { SOURCE_COLUMNS, type SourceRow, toStoredSource } from './source-row.ts';

export interface ChangeFeedOptions {
  readonly writer: Writer;
  readonly log: ChangeLog;
  readonly changes: ChangeSignal;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** How often another process's writes are looked for, milliseconds; a look is one small read. */
const POLL_MS = 250;

/**
 * The log's entries after a position that still stand: a put is left out where the record went further since, a delete
 * where it came back. What took their place stands later in the log.
 */
const STANDING = `change_log l LEFT JOIN sources s ON s.id = l.id
  WHERE l.position > ? AND CASE l.kind WHEN 'put' THEN s.position = l.position ELSE s.id IS NULL END`;

type LogRow = SourceRow & { readonly kind: 'put' | 'delete'; readonly log_position: bigint; readonly log_id: string };

/** The change log as a feed. A token is the decimal position read up to. */
export function createEmbeddedChangeFeed(database: Database, { writer, log, changes, now }: ChangeFeedOptions): ChangeFeed {
  const standing = prepare<LogRow>(
    database,
    `SELECT l.position AS log_position, l.id AS log_id, l.kind, s.id, s.position, s.mapping, s.record, s.origin_file, s.origin_line, s.received_at_ms
     FROM ${STANDING} ORDER BY l.position LIMIT ?`,
  );
  const pending = prepare<{ count: bigint; oldest: bigint | null }>(
    database,
    `SELECT count(*) AS count, min(l.at_ms) AS oldest FROM ${STANDING}`,
  );
  const scan = prepare<SourceRow>(database, `SELECT ${SOURCE_COLUMNS} FROM sources WHERE id > ? ORDER BY id LIMIT ?`);
  const scanUpTo = prepare<SourceRow>(database, `SELECT ${SOURCE_COLUMNS} FROM sources WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`);
  const idAhead = prepare<{ id: string }>(database, 'SELECT id FROM sources WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?');
  const present = prepare<{ id: string }>(database, 'SELECT id FROM sources WHERE id IN (SELECT value FROM json_each(?))');
  const move = prepare(database, 'UPDATE sources SET position = ? WHERE id = ?');

  /** To be called in the snapshot that reads on from there. */
  const readable = (after: FeedToken | null): bigint => {
    const position = decodeFeedToken(after);
    const kept = log.compactedTo();
    const head = log.head();
    if (position < kept) {
      throw new AppError('CHANGE_HISTORY_LOST', `Changes up to ${kept} are no longer in the log; those after ${position} were asked for.`);
    }
    // A reader that is ahead comes from another history: the catalog was emptied or restored from an older copy.
    if (position > head) {
      throw new AppError('CHANGE_HISTORY_LOST', `The log has come to ${head}; changes after ${position} were asked for.`);
    }
    return position;
  };

  return {
    async head(signal) {
      signal?.throwIfAborted();
      const version = database.read(() => log.head());
      return { token: encodeFeedToken(version), version, scanVersion: changeVersion(0) };
    },

    async read(after, limit, signal) {
      signal?.throwIfAborted();
      return database.snapshot(() => {
        const position = readable(after);
        const rows = standing.all(position, limit);
        const last = rows.length < limit ? log.head() : changeVersion(rows.at(-1)?.log_position ?? position);
        return { changes: rows.map(toChange), token: encodeFeedToken(last), version: last };
      });
    },

    async waitForChange(after, timeoutMs, signal) {
      const position = decodeFeedToken(after);
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const left = deadline - performance.now();
        if (left <= 0 || signal?.aborted === true) return;
        // Another history than the reader's is a change too: its next `read` says so.
        if (database.read(() => log.head()) !== position) return;
        await changes.wait(Math.min(left, POLL_MS), signal);
      }
    },

    async pending(after, signal) {
      signal?.throwIfAborted();
      return database.snapshot(() => {
        const { count, oldest } = pending.get(readable(after))!;
        return { count: Number(count), oldestAtMs: oldest === null ? null : Number(oldest) };
      });
    },

    async scanSources(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => scan.all(after ?? '', limit).map(toStoredSource));
    },

    async rangeAfter(after, count, signal) {
      signal?.throwIfAborted();
      const last = database.read(() => idAhead.get(after ?? '', count - 1));
      return { after, upTo: last === undefined ? null : productId(last.id) };
    },

    async scanRange({ after, upTo }, limit, signal) {
      signal?.throwIfAborted();
      const rows = database.read(() => (upTo === null ? scan.all(after ?? '', limit) : scanUpTo.all(after ?? '', upTo, limit)));
      return rows.map(toStoredSource);
    },

    async replay(ids, signal) {
      checkCatalogCall(ids, signal);
      const version = await writer.write(() => {
        const atMs = now();
        for (const { id } of present.all(idList(ids))) move.run(log.append(id, 'put', atMs), id);
        return log.head();
      }, signal);
      changes.changed();
      return version;
    },
  };
}

function toChange(row: LogRow): Change {
  const version = changeVersion(row.log_position);
  return row.kind === 'delete'
    ? { kind: 'delete', id: productId(row.log_id), version }
    : { kind: 'put', id: productId(row.log_id), version, source: toStoredSource(row) };
}
