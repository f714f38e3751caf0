import type { RuleId, SynonymId } from '../../../schema/ids.ts';
import type { MerchandisingStore } from '../../ports/merchandising-store.ts';
import type { RuleContent } from '../../ports/rule.ts';
import type { SynonymContent } from '../../ports/synonym.ts';
import { connect } from '../connect.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { MERCHANDISING_INDEXES, merchandisingCollections } from './merchandising-collections.ts';
import { createMongoAuditLog } from './mongo-audit-log.ts';
import { createMongoVersionedStore } from './mongo-versioned-store.ts';

export interface MongoMerchandisingOptions {
  readonly url: string;
  /** Name of the database, unless the URL's path gives one. */
  readonly namespace: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/**
 * Rules, synonyms and the audit log in one MongoDB database. Any number of processes may have it open.
 * @throws AppError `RULE_STORE_UNAVAILABLE` where no server answers.
 */
export async function openMongoMerchandising({ url, namespace, now }: MongoMerchandisingOptions): Promise<MerchandisingStore & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const connection = opened.use(await connect({ url, namespace, unavailable: 'RULE_STORE_UNAVAILABLE' }));
  await connection.run((database) => ensureIndexes(database, MERCHANDISING_INDEXES));
  const shared = { collections: merchandisingCollections(connection.database), now };
  const resources = opened.move();

  return {
    rules: createMongoVersionedStore<RuleId, RuleContent>(connection, { ...shared, subject: 'RULE' }),
    synonyms: createMongoVersionedStore<SynonymId, SynonymContent>(connection, { ...shared, subject: 'SYNONYM' }),
    audit: createMongoAuditLog(connection, shared.collections),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
