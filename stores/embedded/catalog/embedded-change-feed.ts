import { AppError } from '../../../schema/errors.ts';
import { changeVersion, productId } from '../../../schema/ids.ts';
import type { Change, ChangeFeed, FeedToken } from '../../ports/change-feed.ts';
import type { Database } from '../sqlite/open-database.ts';
import { checkCall } from './check-call.ts';
import { HEAD_SQL } from './embedded-catalog-store.ts';
import { SOURCE_COLUMNS, type SourceRow, toStoredSource } from './source-row.ts';
import { idList, prepare } from '../sqlite/statements.ts';

export interface ChangeFeedOptions {
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly changed: () => void;
  /** Resolves at the next change made in this process, or when the signal is aborted. */
  readonly nextChange: (signal: AbortSignal) => Promise<void>;
}

/** How often another process's writes are looked for, milliseconds. */
const POLL_MS = 250;

type LogRow = SourceRow & { readonly kind: 'put' | 'delete'; readonly log_position: bigint; readonly log_id: string };

/** The change log as a feed. A token is the decimal position read up to. */
export function createEmbeddedChangeFeed(database: Database, { now, changed, nextChange }: ChangeFeedOptions): ChangeFeed {
  const head = prepare<{ position: bigint }>(database, HEAD_SQL);
  const bounds = prepare<{ compacted_to: bigint }>(database, 'SELECT compacted_to FROM log_bounds');
  // A put is left out where a later change has taken the record further: that change stands later in the log.
  const rows = prepare<LogRow>(
    database,
    `SELECT l.position AS log_position, l.id AS log_id, l.kind, s.id, s.position, s.mapping, s.record, s.origin_file, s.origin_line, s.received_at_ms
     FROM change_log l LEFT JOIN sources s ON s.id = l.id
     WHERE l.position > ? AND ((l.kind = 'put' AND s.position = l.position) OR (l.kind = 'delete' AND s.id IS NULL))
     ORDER BY l.position LIMIT ?`,
  );
  const pending = prepare<{ count: bigint; oldest: bigint | null }>(
    database,
    'SELECT count(*) AS count, min(at_ms) AS oldest FROM change_log WHERE position > ?',
  );
  const scan = prepare<SourceRow>(database, `SELECT ${SOURCE_COLUMNS} FROM sources WHERE id > ? ORDER BY id LIMIT ?`);
  const present = prepare<{ id: string }>(database, 'SELECT id FROM sources WHERE id IN (SELECT value FROM json_each(?))');
  const log = prepare<{ position: bigint }>(database, "INSERT INTO change_log (id, kind, at_ms) VALUES (?, 'put', ?) RETURNING position");
  const move = prepare(database, 'UPDATE sources SET position = ? WHERE id = ?');

  const headPosition = (): bigint => head.get()?.position ?? 0n;
  const positionOf = (token: FeedToken | null): bigint => {
    if (token !== null && !/^\d{1,19}$/.test(token)) {
      throw new AppError('INVARIANT_BROKEN', 'Expected a token that this feed issued: a decimal position.');
    }
    return token === null ? 0n : BigInt(token);
  };
  const readable = (token: FeedToken | null): bigint => {
    const position = positionOf(token);
    const kept = bounds.get()!.compacted_to;
    // A reader from the very beginning is served by the log only while the log still has its beginning.
    if (position < kept) {
      throw new AppError('CHANGE_HISTORY_LOST', `Changes up to ${kept} are no longer in the log; ${position} was asked for.`);
    }
    return position;
  };

  return {
    async head(signal) {
      signal?.throwIfAborted();
      const position = database.read(headPosition);
      return { token: tokenOf(position), version: changeVersion(position) };
    },

    async read(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => {
        const from = readable(after);
        // Read before the rows: what is committed in between belongs to the next batch.
        const end = headPosition();
        const found = rows.all(from, limit);
        const last = found.length < limit ? maxOf(end, from) : found.at(-1)!.log_position;
        const changes = found.filter(({ log_position }) => log_position <= last).map(toChange);
        return { changes, token: tokenOf(last), version: changeVersion(last) };
      });
    },

    async waitForChange(after, timeoutMs, signal) {
      const position = positionOf(after);
      const deadline = AbortSignal.any([AbortSignal.timeout(Math.min(timeoutMs, 2 ** 31 - 1)), ...(signal ? [signal] : [])]);
      while (!deadline.aborted && database.read(headPosition) <= position) {
        await nextChange(AbortSignal.any([deadline, AbortSignal.timeout(POLL_MS)]));
      }
    },

    async pending(after, signal) {
      signal?.throwIfAborted();
      return database.read(() => {
        const { count, oldest } = pending.get(readable(after))!;
        return { count: Number(count), oldestAtMs: oldest === null ? null : Number(oldest) };
      });
    },

    async scanSources(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => scan.all(after ?? '', limit).map(toStoredSource));
    },

    async replay(ids, signal) {
      checkCall(ids, signal);
      const version = database.write(() => {
        for (const { id } of present.all(idList(ids))) move.run(log.get(id, now())!.position, id);
        return changeVersion(headPosition());
      });
      changed();
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

function tokenOf(position: bigint): FeedToken {
  return String(position) as FeedToken;
}

function maxOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
