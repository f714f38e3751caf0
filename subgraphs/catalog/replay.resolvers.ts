import { productId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX } from '../../stores/ports/catalog-store.ts';
import type { QuarantinedRecord } from '../../stores/ports/quarantine-store.ts';
import type { MutationResolvers } from '../generated/catalog.ts';
import { checkCount } from '../shared/check-count.ts';
import { requireRole } from '../shared/require-role.ts';
import { waitUntilIndexed } from './wait-until-indexed.ts';

export const replayMutations = {
  /**
   * Ids that are not in quarantine are left out. A row of an import that never became a product cannot be replayed,
   * and counts as still there.
   */
  replayQuarantined: async (_root, { ids }, context) => {
    const { identity, signal, deps } = context;
    requireRole(identity, 'MERCHANDISER', 'replayQuarantined');
    checkCount('ids', ids, CATALOG_BATCH_MAX);
    const distinct = [...new Set(ids)];
    const replayable = (await deps.quarantine.quarantinedByIds(distinct, signal)).filter(isProduct).map(({ id }) => productId(id));
    if (replayable.length > 0) await waitUntilIndexed(await deps.feed.replay(replayable, signal), context);
    const still = await deps.quarantine.quarantinedByIds(distinct, signal);
    return { replayed: replayable.length, stillQuarantined: still.length };
  },
} satisfies MutationResolvers;

/** False for a row that never became a change of the catalog, and so has no record there. */
function isProduct({ version }: QuarantinedRecord): boolean {
  return version > 0n;
}
