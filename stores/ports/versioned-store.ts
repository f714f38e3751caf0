/** Something that editors change, as it stands. */
export interface Versioned<Id extends string, Content> {
  readonly id: Id;
  /** 1 at its creation, one more with each change; removal and revival are changes too. */
  readonly version: number;
  readonly content: Content;
  /** Who made the last change. */
  readonly updatedBy: string;
  /** Unix epoch, milliseconds. */
  readonly updatedAtMs: number;
}

export const EDIT_ACTIONS = ['CREATE', 'UPDATE', 'SET_STATUS', 'REVERT', 'DELETE'] as const;
export type EditAction = (typeof EDIT_ACTIONS)[number];

/** One version of its life. */
export interface PastVersion<Content> {
  readonly version: number;
  readonly action: EditAction;
  /** The version that REVERT brought back; null for other actions. */
  readonly revertedTo: number | null;
  readonly by: string;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
  /** Null: it was deleted. */
  readonly content: Content | null;
}

export interface Edit {
  /** Who changes it: the subject of a token. */
  readonly by: string;
  /** The version that the editor saw. */
  readonly ifVersion: number;
}

/** Entries per `scan`. */
export const VERSIONED_SCAN_MAX = 1_000;

/**
 * What merchandisers edit: each entry with its versions, none of which is ever lost. A change and its entry in the audit
 * log are one transaction, durable when the call resolves, and seen by every process within a second (`AuditLog`).
 *
 * Editors do not overwrite one another: a change rejects with `VERSION_CONFLICT` where `ifVersion` is not the current
 * version, and with `NOT_FOUND` where there is no such entry; nothing is written then. Every method rejects with
 * `RULE_STORE_UNAVAILABLE` when the store cannot be reached, with `STORE_LOCKED` or `STORE_FULL` where that is the cause,
 * and with the signal's reason when aborted before it began.
 */
export interface VersionedStore<Id extends string, Content> {
  /** Version 1. The id must be new, that of a deleted entry included: otherwise `INVARIANT_BROKEN`. */
  create(id: Id, content: Content, by: string, signal?: AbortSignal): Promise<Versioned<Id, Content>>;

  /** A deleted entry is `NOT_FOUND`. */
  replace(
    id: Id,
    content: Content,
    edit: Edit & { readonly action: 'UPDATE' | 'SET_STATUS' },
    signal?: AbortSignal,
  ): Promise<Versioned<Id, Content>>;

  /**
   * Brings the content of an earlier version back, as a new version; also of a deleted entry, for which `ifVersion` may
   * be the deletion's version or the one that it deleted. `NOT_FOUND` where there is no such version, or where the entry
   * was deleted in it.
   */
  revert(id: Id, toVersion: number, edit: Edit, signal?: AbortSignal): Promise<Versioned<Id, Content>>;

  /** The versions stay, and `revert` brings it back. */
  remove(id: Id, edit: Edit, signal?: AbortSignal): Promise<void>;

  /** In the order of `ids`; null where there is no such entry, or it was deleted. At most `VERSIONED_SCAN_MAX`. */
  byIds(ids: readonly Id[], signal?: AbortSignal): Promise<readonly (Versioned<Id, Content> | null)[]>;

  /** Oldest first, deletions included; empty for an unknown id. */
  versions(id: Id, signal?: AbortSignal): Promise<readonly PastVersion<Content>[]>;

  /** Entries that are not deleted, ascending by id, at most `limit`; null starts at the beginning. Shorter: the last. */
  scan(after: Id | null, limit: number, signal?: AbortSignal): Promise<readonly Versioned<Id, Content>[]>;
}
