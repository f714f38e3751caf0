import type { Collection, Db, Long } from 'mongodb';
import type { AuditSubject } from '../../ports/audit-log.ts';
import type { EditAction } from '../../ports/versioned-store.ts';
import type { CollectionIndexes } from '../ensure-indexes.ts';

/** A rule or a synonym as it stands; `_id` is its id. */
export interface EntryDocument {
  readonly _id: string;
  readonly version: number;
  /** Null: deleted. */
  readonly content: object | null;
  readonly updatedBy: string;
  readonly updatedAtMs: number;
}

/** `_id` is the position. */
export interface AuditDocument {
  readonly _id: Long;
  readonly subject: AuditSubject;
  readonly id: string;
  readonly version: number;
  readonly action: EditAction;
  readonly revertedTo: number | null;
  readonly actor: string;
  readonly atMs: number;
  readonly before: object | null;
  readonly after: object | null;
}

/** The last position of the log, in the only document of its collection. */
export interface AuditHead {
  readonly _id: 'audit';
  readonly position: Long;
}

export interface MerchandisingCollections {
  readonly entries: Readonly<Record<AuditSubject, Collection<EntryDocument>>>;
  readonly audit: Collection<AuditDocument>;
  readonly auditHead: Collection<AuditHead>;
}

export function merchandisingCollections(database: Db): MerchandisingCollections {
  return {
    entries: { RULE: database.collection('rules'), SYNONYM: database.collection('synonyms') },
    audit: database.collection('audit'),
    auditHead: database.collection('auditHead'),
  };
}

export const MERCHANDISING_INDEXES: CollectionIndexes = {
  rules: [],
  synonyms: [],
  audit: [{ key: { subject: 1, id: 1, version: 1 }, unique: true }, { key: { id: 1, _id: -1 } }],
  auditHead: [],
};
