import { AppError } from '../../../schema/errors.ts';
import type { AuditSubject } from '../../ports/audit-log.ts';
import { checkNew, checkPresent, checkRevertible, checkVersion, entryNotFound } from '../../ports/check-edit.ts';
import {
  type Edit,
  type EditAction,
  type PastVersion,
  VERSIONED_SCAN_MAX,
  type Versioned,
  type VersionedStore,
} from '../../ports/versioned-store.ts';
import type { ChangeSignal } from '../sqlite/change-signal.ts';
import type { Database } from '../sqlite/database.ts';
import { idList, prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';

export interface VersionedStoreOptions {
  readonly subject: AuditSubject;
  readonly writer: Writer;
  readonly changes: ChangeSignal;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

interface EntryRow {
  readonly id: string;
  readonly version: bigint;
  readonly content: string | null;
  readonly updated_by: string;
  readonly updated_at_ms: bigint;
}

interface VersionRow {
  readonly version: bigint;
  readonly action: EditAction;
  readonly reverted_to: bigint | null;
  readonly actor: string;
  readonly at_ms: bigint;
  readonly after: string | null;
}

/** What a change makes of an entry; `content` null deletes it. */
interface Change {
  readonly action: EditAction;
  readonly by: string;
  readonly content: string | null;
  readonly revertedTo: number | null;
}

/** Entries of one subject: the current state of each in `entries`, all its states in `audit`. */
export function createEmbeddedVersionedStore<Id extends string, Content>(
  database: Database,
  { subject, writer, changes, now }: VersionedStoreOptions,
): VersionedStore<Id, Content> {
  const COLUMNS = 'id, version, content, updated_by, updated_at_ms';
  const one = prepare<EntryRow>(database, `SELECT ${COLUMNS} FROM entries WHERE subject = ? AND id = ?`);
  const some = prepare<EntryRow>(
    database,
    `SELECT ${COLUMNS} FROM entries WHERE subject = ? AND content IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
  );
  const scan = prepare<EntryRow>(
    database,
    `SELECT ${COLUMNS} FROM entries WHERE subject = ? AND id > ? AND content IS NOT NULL ORDER BY id LIMIT ?`,
  );
  const put = prepare(
    database,
    `INSERT INTO entries (subject, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (subject, id) DO UPDATE SET version = excluded.version, content = excluded.content,
       updated_by = excluded.updated_by, updated_at_ms = excluded.updated_at_ms`,
  );
  const log = prepare(
    database,
    'INSERT INTO audit (subject, id, version, action, reverted_to, actor, at_ms, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const past = prepare<VersionRow>(
    database,
    'SELECT version, action, reverted_to, actor, at_ms, after FROM audit WHERE subject = ? AND id = ? ORDER BY version',
  );
  const content = prepare<{ after: string | null }>(database, 'SELECT after FROM audit WHERE subject = ? AND id = ? AND version = ?');

  /** The next state of an entry and its audit entry, in the transaction of the caller. */
  const advance = (id: Id, stored: EntryRow | undefined, { action, by, content, revertedTo }: Change): EntryRow => {
    const version = (stored?.version ?? 0n) + 1n;
    const atMs = now();
    put.run(subject, id, version, content, by, atMs);
    log.run(subject, id, version, action, revertedTo, by, atMs, stored?.content ?? null, content);
    return { id, version, content, updated_by: by, updated_at_ms: BigInt(atMs) };
  };
  const write = async (work: () => EntryRow, signal: AbortSignal | undefined): Promise<EntryRow> => {
    const row = await writer.write(work, signal);
    changes.changed();
    return row;
  };

  return {
    async create(id, content, by, signal) {
      const row = await write(() => {
        checkNew(one.get(subject, id), id);
        return advance(id, undefined, { action: 'CREATE', by, content: JSON.stringify(content), revertedTo: null });
      }, signal);
      return toVersioned(row);
    },

    async replace(id, content, { by, ifVersion, action }, signal) {
      const row = await write(() => {
        const stored = checkPresent(one.get(subject, id), id);
        checkVersion(ifVersion, [Number(stored.version)], id);
        return advance(id, stored, { action, by, content: JSON.stringify(content), revertedTo: null });
      }, signal);
      return toVersioned(row);
    },

    async revert(id, toVersion, { by, ifVersion }, signal) {
      const row = await write(() => {
        const stored = one.get(subject, id);
        if (stored === undefined) throw entryNotFound(id);
        const version = Number(stored.version);
        checkVersion(ifVersion, stored.content === null ? [version, version - 1] : [version], id);
        const earlier = checkRevertible(content.get(subject, id, toVersion)?.after, toVersion, { id, version });
        return advance(id, stored, { action: 'REVERT', by, content: earlier, revertedTo: toVersion });
      }, signal);
      return toVersioned(row);
    },

    async remove(id, { by, ifVersion }: Edit, signal) {
      await write(() => {
        const stored = checkPresent(one.get(subject, id), id);
        checkVersion(ifVersion, [Number(stored.version)], id);
        return advance(id, stored, { action: 'DELETE', by, content: null, revertedTo: null });
      }, signal);
    },

    async byIds(ids, signal) {
      signal?.throwIfAborted();
      if (ids.length > VERSIONED_SCAN_MAX) {
        throw new AppError('INVARIANT_BROKEN', `Expected at most ${VERSIONED_SCAN_MAX} ids in one call, got ${ids.length}.`);
      }
      const found = new Map(database.read(() => some.all(subject, idList(ids))).map((row) => [row.id, toVersioned<Id, Content>(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },

    async versions(id, signal) {
      signal?.throwIfAborted();
      return database.read(() => past.all(subject, id)).map(toPastVersion<Content>);
    },

    async scan(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => scan.all(subject, after ?? '', Math.min(limit, VERSIONED_SCAN_MAX))).map(toVersioned<Id, Content>);
    },
  };
}

function toVersioned<Id extends string, Content>(row: EntryRow): Versioned<Id, Content> {
  return {
    id: row.id as Id,
    version: Number(row.version),
    content: JSON.parse(row.content!) as Content,
    updatedBy: row.updated_by,
    updatedAtMs: Number(row.updated_at_ms),
  };
}

function toPastVersion<Content>(row: VersionRow): PastVersion<Content> {
  return {
    version: Number(row.version),
    action: row.action,
    revertedTo: row.reverted_to === null ? null : Number(row.reverted_to),
    by: row.actor,
    atMs: Number(row.at_ms),
    content: row.after === null ? null : (JSON.parse(row.after) as Content),
  };
}
