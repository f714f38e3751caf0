import { performance } from 'node:perf_hooks';
import { fromAuditCursor, toAuditCursor } from '../../ports/audit-cursor.ts';
import { type AuditEntry, type AuditLog, type AuditPosition, auditPosition, type AuditSubject } from '../../ports/audit-log.ts';
import type { EditAction } from '../../ports/versioned-store.ts';
import type { ChangeSignal } from '../sqlite/change-signal.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';

interface AuditRow {
  readonly position: bigint;
  readonly subject: AuditSubject;
  readonly id: string;
  readonly version: bigint;
  readonly action: EditAction;
  readonly actor: string;
  readonly at_ms: bigint;
  readonly before: string | null;
  readonly after: string | null;
}

const COLUMNS = 'position, subject, id, version, action, actor, at_ms, before, after';

/** How often another process's writes are looked for, milliseconds; a look is one small read. */
const POLL_MS = 250;

/** Above every position that SQLite gives. */
const END = auditPosition(2n ** 63n - 1n);

/** The audit log that `createEmbeddedVersionedStore` writes. */
export function createEmbeddedAuditLog(database: Database, changes: ChangeSignal): AuditLog {
  const after = prepare<AuditRow>(database, `SELECT ${COLUMNS} FROM audit WHERE position > ? ORDER BY position LIMIT ?`);
  const all = prepare<AuditRow>(database, `SELECT ${COLUMNS} FROM audit WHERE position < ? ORDER BY position DESC LIMIT ?`);
  const ofSubject = prepare<AuditRow>(database, `SELECT ${COLUMNS} FROM audit WHERE id = ? AND position < ? ORDER BY position DESC LIMIT ?`);
  const head = prepare<{ position: bigint | null }>(database, 'SELECT max(position) AS position FROM audit');
  const readHead = (): AuditPosition => auditPosition(database.read(() => head.get())?.position ?? 0n);

  return {
    async page(subjectId, first, cursor, signal) {
      signal?.throwIfAborted();
      const before = cursor === null ? END : fromAuditCursor(cursor);
      // One more than asked for tells whether there is a next page.
      const rows = database.read(() => (subjectId === null ? all.all(before, first + 1) : ofSubject.all(subjectId, before, first + 1)));
      const entries = rows.slice(0, first).map(toEntry);
      return { entries, cursors: entries.map(({ position }) => toAuditCursor(position)), hasNextPage: rows.length > first };
    },

    async head(signal) {
      signal?.throwIfAborted();
      return readHead();
    },

    async entriesAfter(position, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => after.all(position, limit)).map(toEntry);
    },

    async waitForEntry(position, timeoutMs, signal) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const left = deadline - performance.now();
        if (left <= 0 || signal?.aborted === true || readHead() > position) return;
        await changes.wait(Math.min(left, POLL_MS), signal);
      }
    },
  };
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    position: auditPosition(row.position),
    subject: row.subject,
    subjectId: row.id,
    version: Number(row.version),
    action: row.action,
    actor: row.actor,
    atMs: Number(row.at_ms),
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
  } as AuditEntry;
}
