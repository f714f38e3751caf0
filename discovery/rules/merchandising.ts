import type { RuleId, SynonymId } from '../../schema/ids.ts';
import type { UserError } from '../../schema/user-error.ts';
import type { AuditPage } from '../../stores/ports/audit-log.ts';
import type { Rule, RuleContent, RuleStatus } from '../../stores/ports/rule.ts';
import type { Synonym } from '../../stores/ports/synonym.ts';
import type { Edit, PastVersion } from '../../stores/ports/versioned-store.ts';
import type { RuleInput, SynonymInput } from './input/rule-input.ts';
import type { KeysetPage } from './keyset-page.ts';

/** What came of an edit: the value as it stands now, or what was wrong with the input; nothing was written then. */
export interface Edited<T> {
  readonly value: T | null;
  readonly userErrors: readonly UserError[];
}

export interface RulesRequest {
  /** Null: any, or where `query` or `productId` is set, ACTIVE. */
  readonly status: RuleStatus | null;
  /** Those that touch such a search now. */
  readonly query: string | null;
  /** Those that touch this product now. */
  readonly productId: string | null;
  readonly first: number;
  readonly after: string | null;
}

/**
 * Editing rules and synonyms, and looking them up. What is written holds in this process when the call resolves, and in
 * every other within a second. Whether the caller may is for the caller to see.
 *
 * Edits reject with `VERSION_CONFLICT` unless `ifVersion` is the current version, and with `NOT_FOUND` for what is not
 * there; every method as the store does (`VersionedStore`).
 */
export interface Merchandising {
  createRule(input: RuleInput, by: string, signal: AbortSignal): Promise<Edited<Rule>>;
  updateRule(id: RuleId, input: RuleInput, edit: Edit, signal: AbortSignal): Promise<Edited<Rule>>;
  setRuleStatus(id: RuleId, status: RuleStatus, edit: Edit, signal: AbortSignal): Promise<Edited<Rule>>;
  /** Also of a deleted rule. */
  revertRule(id: RuleId, toVersion: number, edit: Edit, signal: AbortSignal): Promise<Edited<Rule>>;
  deleteRule(id: RuleId, edit: Edit, signal: AbortSignal): Promise<void>;
  /** Null where there is none. */
  rule(id: RuleId, signal: AbortSignal): Promise<Rule | null>;
  /** Oldest first. */
  ruleHistory(id: RuleId, signal: AbortSignal): Promise<readonly PastVersion<RuleContent>[]>;
  /** In the order in which rules have their say. */
  rules(request: RulesRequest, signal: AbortSignal): Promise<KeysetPage<Rule>>;

  /** Creates where the input has no id, replaces where it has one, with its `ifVersion`. */
  setSynonyms(input: SynonymInput, by: string, signal: AbortSignal): Promise<Edited<Synonym>>;
  deleteSynonyms(id: SynonymId, edit: Edit, signal: AbortSignal): Promise<void>;
  /** By their first terms. */
  synonyms(first: number, after: string | null, signal: AbortSignal): Promise<KeysetPage<Synonym>>;

  /** Newest first, of one subject or of all (null). */
  auditLog(subjectId: string | null, first: number, after: string | null, signal: AbortSignal): Promise<AuditPage>;
}
