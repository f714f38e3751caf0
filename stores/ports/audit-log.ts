import type { RuleId, SynonymId } from '../../schema/ids.ts';
import type { RuleContent } from './rule.ts';
import type { SynonymContent } from './synonym.ts';
import type { EditAction } from './versioned-store.ts';

/** Place in the log: rises with each entry, never reused. 0 is before the first. */
export type AuditPosition = bigint & { readonly __brand: 'AuditPosition' };

export const auditPosition = (value: bigint | number): AuditPosition => BigInt(value) as AuditPosition;

interface AuditedChange<Subject extends string, Id, Content> {
  readonly position: AuditPosition;
  readonly subject: Subject;
  readonly subjectId: Id;
  /** The version that the change made. */
  readonly version: number;
  readonly action: EditAction;
  readonly actor: string;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
  /** Null where it was not there, or was deleted. */
  readonly before: Content | null;
  /** Null where the change deleted it. */
  readonly after: Content | null;
}

/** Who changed what, when, from what to what. */
export type AuditEntry = AuditedChange<'RULE', RuleId, RuleContent> | AuditedChange<'SYNONYM', SynonymId, SynonymContent>;

export type AuditSubject = AuditEntry['subject'];

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Aligned to `entries`: the cursor that goes on after each. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
}

/**
 * Every change to what merchandisers edit, in the order made. Append-only: entries are never changed or removed, and no
 * method here adds one, since a change and its entry are one write (`VersionedStore`). Replayed from the beginning it gives the
 * same rules and synonyms, versions included; followed from a place on, it keeps another process in step.
 * Errors as in `VersionedStore`.
 */
export interface AuditLog {
  /** Entries of one subject, or of all (null). Rejects with `CURSOR_INVALID` for a cursor it did not issue. */
  page(subjectId: string | null, first: number, after: string | null, signal?: AbortSignal): Promise<AuditPage>;

  /** Where the log ends now. */
  head(signal?: AbortSignal): Promise<AuditPosition>;

  /** Oldest first after the position, at most `limit`. Shorter: the log ends there. */
  entriesAfter(position: AuditPosition, limit: number, signal?: AbortSignal): Promise<readonly AuditEntry[]>;

  /**
   * Resolves when there may be entries after the position, at most 500 ms after another process wrote one, or after
   * `timeoutMs`. Resolves on abort too.
   */
  waitForEntry(position: AuditPosition, timeoutMs: number, signal?: AbortSignal): Promise<void>;
}
