import type { ClientSession } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';
import type { AuditSubject } from '../../ports/audit-log.ts';
import { checkNew, checkPresent, checkRevertible, checkVersion, entryNotFound } from '../../ports/check-edit.ts';
import { type EditAction, type PastVersion, VERSIONED_SCAN_MAX, type Versioned, type VersionedStore } from '../../ports/versioned-store.ts';
import type { MongoConnection } from '../connect.ts';
import type { AuditDocument, EntryDocument, MerchandisingCollections } from './merchandising-collections.ts';
import { nextAuditPosition } from './next-audit-position.ts';

export interface VersionedStoreOptions {
  readonly subject: AuditSubject;
  readonly collections: MerchandisingCollections;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** What a change makes of an entry; `content` null deletes it. */
interface Change {
  readonly action: EditAction;
  readonly by: string;
  readonly content: object | null;
  readonly revertedTo: number | null;
}

/** Entries of one subject: the current state of each in a collection of their own, all their states in the audit log. */
export function createMongoVersionedStore<Id extends string, Content extends object>(
  connection: MongoConnection,
  { subject, collections, now }: VersionedStoreOptions,
): VersionedStore<Id, Content> {
  const entries = collections.entries[subject];
  const { audit } = collections;

  /** The next state of an entry and its audit entry, in the transaction of the caller. */
  const advance = async (id: Id, stored: EntryDocument | null, { action, by, content, revertedTo }: Change, session: ClientSession): Promise<EntryDocument> => {
    const entry = { _id: id, version: (stored?.version ?? 0) + 1, content, updatedBy: by, updatedAtMs: now() };
    const { version, updatedAtMs: atMs } = entry;
    const position = await nextAuditPosition(collections, session);
    await audit.insertOne({ _id: position, subject, id, version, action, revertedTo, actor: by, atMs, before: stored?.content ?? null, after: content }, { session });
    await entries.replaceOne({ _id: id }, entry, { session, upsert: true });
    return entry;
  };
  /** Reads the entry and writes what `decide` makes of it. Of two editors at once, the later one decides anew, on what the other made. */
  const change = (id: Id, decide: (stored: EntryDocument | null, session: ClientSession) => Promise<Change> | Change, signal?: AbortSignal): Promise<EntryDocument> =>
    connection.transaction(async (session) => {
      const stored = await entries.findOne({ _id: id }, { session });
      return advance(id, stored, await decide(stored, session), session);
    }, signal);

  return {
    async create(id, content, by, signal) {
      const entry = await change(id, (stored) => {
        checkNew(stored, id);
        return { action: 'CREATE', by, content, revertedTo: null };
      }, signal);
      return toVersioned(entry);
    },

    async replace(id, content, { by, ifVersion, action }, signal) {
      const entry = await change(id, (stored) => {
        checkVersion(ifVersion, [checkPresent(stored, id).version], id);
        return { action, by, content, revertedTo: null };
      }, signal);
      return toVersioned(entry);
    },

    async revert(id, toVersion, { by, ifVersion }, signal) {
      const entry = await change(id, async (stored, session) => {
        if (stored === null) throw entryNotFound(id);
        const { version, content } = stored;
        checkVersion(ifVersion, content === null ? [version, version - 1] : [version], id);
        const earlier = await audit.findOne({ subject, id, version: toVersion }, { session });
        return { action: 'REVERT', by, content: checkRevertible(earlier?.after, toVersion, { id, version }), revertedTo: toVersion };
      }, signal);
      return toVersioned(entry);
    },

    async remove(id, { by, ifVersion }, signal) {
      await change(id, (stored) => {
        checkVersion(ifVersion, [checkPresent(stored, id).version], id);
        return { action: 'DELETE', by, content: null, revertedTo: null };
      }, signal);
    },

    async byIds(ids, signal) {
      signal?.throwIfAborted();
      if (ids.length > VERSIONED_SCAN_MAX) {
        throw new AppError('INVARIANT_BROKEN', `Expected at most ${VERSIONED_SCAN_MAX} ids in one call, got ${ids.length}.`);
      }
      const found = await connection.run(() => entries.find({ _id: { $in: [...ids] }, content: { $ne: null } }).toArray(), signal);
      const byId = new Map(found.map((entry) => [entry._id, toVersioned<Id, Content>(entry)]));
      return ids.map((id) => byId.get(id) ?? null);
    },

    versions: (id, signal) =>
      connection.run(async () => (await audit.find({ subject, id }).sort({ version: 1 }).toArray()).map(toPastVersion<Content>), signal),

    scan: (after, limit, signal) =>
      connection.run(async () => {
        const found = await entries
          .find({ _id: { $gt: after ?? '' }, content: { $ne: null } })
          .sort({ _id: 1 })
          .limit(Math.min(limit, VERSIONED_SCAN_MAX))
          .toArray();
        return found.map(toVersioned<Id, Content>);
      }, signal),
  };
}

function toVersioned<Id extends string, Content>({ _id, version, content, updatedBy, updatedAtMs }: EntryDocument): Versioned<Id, Content> {
  return { id: _id as Id, version, content: content as Content, updatedBy, updatedAtMs };
}

function toPastVersion<Content>({ version, action, revertedTo, actor, atMs, after }: AuditDocument): PastVersion<Content> {
  return { version, action, revertedTo, by: actor, atMs, content: after as Content | null };
}
