import { join } from 'node:path';
import type { RuleId, SynonymId } from '../../../schema/ids.ts';
import type { MerchandisingStore } from '../../ports/merchandising-store.ts';
import type { RuleContent } from '../../ports/rule.ts';
import type { SynonymContent } from '../../ports/synonym.ts';
import { createChangeSignal } from '../sqlite/change-signal.ts';
import { BUSY_TIMEOUT_MS, openDatabase } from '../sqlite/open-database.ts';
import { createWriter } from '../sqlite/write-when-free.ts';
import { createEmbeddedAuditLog } from './embedded-audit-log.ts';
import { createEmbeddedVersionedStore } from './embedded-versioned-store.ts';
import { MERCHANDISING_MIGRATIONS } from './merchandising-schema.ts';

export interface EmbeddedMerchandisingOptions {
  /** Folder of `merchandising.db`, or `:memory:`. */
  readonly dataDir: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** How long a write waits for another process's, milliseconds; 5,000 by default. */
  readonly busyTimeoutMs?: number;
}

export interface EmbeddedMerchandising extends MerchandisingStore, AsyncDisposable {}

/** Rules, synonyms and the audit log in one SQLite file, so that a change and its audit entry are one transaction. */
export async function openEmbeddedMerchandising({
  dataDir,
  now,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
}: EmbeddedMerchandisingOptions): Promise<EmbeddedMerchandising> {
  const database = openDatabase({
    path: dataDir === ':memory:' ? dataDir : join(dataDir, 'merchandising.db'),
    migrations: MERCHANDISING_MIGRATIONS,
    unavailable: 'RULE_STORE_UNAVAILABLE',
    busyTimeoutMs,
  });
  const writer = createWriter(database, busyTimeoutMs);
  const changes = createChangeSignal();
  const shared = { writer, changes, now };

  return {
    rules: createEmbeddedVersionedStore<RuleId, RuleContent>(database, { ...shared, subject: 'RULE' }),
    synonyms: createEmbeddedVersionedStore<SynonymId, SynonymContent>(database, { ...shared, subject: 'SYNONYM' }),
    audit: createEmbeddedAuditLog(database, changes),
    async [Symbol.asyncDispose]() {
      await writer.settled();
      database[Symbol.dispose]();
      // Whoever waits for a change learns now, not at the next look, that there will be none.
      changes.changed();
    },
  };
}
