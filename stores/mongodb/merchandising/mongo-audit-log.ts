import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Long } from 'mongodb';
import { fromAuditCursor, toAuditCursor } from '../../ports/audit-cursor.ts';
import { type AuditEntry, type AuditLog, type AuditPosition, auditPosition } from '../../ports/audit-log.ts';
import type { MongoConnection } from '../connect.ts';
import type { AuditDocument, MerchandisingCollections } from './merchandising-collections.ts';

/** How often new entries are looked for, milliseconds: one small read along the primary key. */
const POLL_MS = 200;

/** The audit log that `createMongoVersionedStore` writes. */
export function createMongoAuditLog(connection: MongoConnection, { audit }: Pick<MerchandisingCollections, 'audit'>): AuditLog {
  const readHead = async (): Promise<AuditPosition> => {
    const last = await audit.findOne({}, { sort: { _id: -1 }, projection: { _id: 1 } });
    return auditPosition(last?._id.toBigInt() ?? 0n);
  };

  return {
    async page(subjectId, first, cursor, signal) {
      signal?.throwIfAborted();
      const before = cursor === null ? {} : { _id: { $lt: Long.fromBigInt(fromAuditCursor(cursor)) } };
      const ofSubject = subjectId === null ? {} : { id: subjectId };
      // One more than asked for tells whether there is a next page.
      const found = await connection.run(() => audit.find({ ...ofSubject, ...before }).sort({ _id: -1 }).limit(first + 1).toArray(), signal);
      const entries = found.slice(0, first).map(toEntry);
      return { entries, cursors: entries.map(({ position }) => toAuditCursor(position)), hasNextPage: found.length > first };
    },

    head: (signal) => connection.run(readHead, signal),

    entriesAfter: (position, limit, signal) =>
      connection.run(async () => {
        const found = await audit.find({ _id: { $gt: Long.fromBigInt(position) } }).sort({ _id: 1 }).limit(limit).toArray();
        return found.map(toEntry);
      }, signal),

    async waitForEntry(position, timeoutMs, signal) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const left = deadline - performance.now();
        if (left <= 0 || signal?.aborted === true || (await connection.run(readHead)) > position) return;
        // Aborted is awake, too.
        await sleep(Math.min(left, POLL_MS), undefined, { signal }).catch(() => {});
      }
    },
  };
}

function toEntry({ _id, subject, id, version, action, actor, atMs, before, after }: AuditDocument): AuditEntry {
  return { position: auditPosition(_id.toBigInt()), subject, subjectId: id, version, action, actor, atMs, before, after } as AuditEntry;
}
