import { type ClientSession, Long } from 'mongodb';
import type { MerchandisingCollections } from './merchandising-collections.ts';

/**
 * The next position of the audit log. Whoever takes one in a transaction keeps all others from it until the commit, so that entries
 * become visible in the order of their positions: editors are few, and a reader never passes an entry that is still to come.
 */
export async function nextAuditPosition({ auditHead }: Pick<MerchandisingCollections, 'auditHead'>, session: ClientSession): Promise<Long> {
  const head = await auditHead.findOneAndUpdate({ _id: 'audit' }, { $inc: { position: Long.ONE } }, { session, upsert: true, returnDocument: 'after' });
  return head!.position;
}
