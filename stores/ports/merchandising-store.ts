import type { RuleId, SynonymId } from '../../schema/ids.ts';
import type { AuditLog } from './audit-log.ts';
import type { RuleContent } from './rule.ts';
import type { SynonymContent } from './synonym.ts';
import type { VersionedStore } from './versioned-store.ts';

export type RuleStore = VersionedStore<RuleId, RuleContent>;
export type SynonymStore = VersionedStore<SynonymId, SynonymContent>;

/** What merchandisers edit, and who did what to it. */
export interface MerchandisingStore {
  readonly rules: RuleStore;
  readonly synonyms: SynonymStore;
  readonly audit: AuditLog;
}
