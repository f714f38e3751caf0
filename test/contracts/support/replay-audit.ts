import type { AuditEntry, AuditSubject } from '../../../stores/ports/audit-log.ts';
import type { Versioned } from '../../../stores/ports/versioned-store.ts';

/** What stands after all the changes of a log, ascending by id: the last `after` of each entry that is not deleted. */
export function replayAudit(entries: readonly AuditEntry[], subject: AuditSubject): readonly Versioned<string, unknown>[] {
  const standing = new Map<string, Versioned<string, unknown>>();
  for (const { subject: of, subjectId: id, version, after, actor, atMs } of entries) {
    if (of !== subject) continue;
    if (after === null) standing.delete(id);
    else standing.set(id, { id, version, content: after, updatedBy: actor, updatedAtMs: atMs });
  }
  return [...standing.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
