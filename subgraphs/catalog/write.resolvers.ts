import { productId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX } from '../../stores/ports/catalog-store.ts';
import type { MutationResolvers } from '../generated/catalog.ts';
import { checkCount } from '../shared/check-count.ts';
import { requireRole } from '../shared/require-role.ts';
import { checkProductId } from './door/check-product-input.ts';
import { sortProducts } from './door/sort-products.ts';
import { under } from '../../schema/user-error.ts';
import { toSourceRecord } from './to-source-record.ts';
import { waitUntilIndexed } from './wait-until-indexed.ts';

export const writeMutations = {
  upsertProducts: async (_root, { products }, context) => {
    requireRole(context.identity, 'ADMIN', 'upsertProducts');
    checkCount('products', products, CATALOG_BATCH_MAX);
    const { accepted, userErrors } = sortProducts(products);
    if (accepted.length > 0) {
      const version = await context.deps.catalog.putSources(accepted.map(toSourceRecord), context.signal);
      await waitUntilIndexed(version, context);
    }
    return { accepted: accepted.length, userErrors };
  },

  /** Ids that the catalog does not have are no fault: what was asked for is so. */
  deleteProducts: async (_root, { ids }, context) => {
    requireRole(context.identity, 'ADMIN', 'deleteProducts');
    checkCount('ids', ids, CATALOG_BATCH_MAX);
    const faults = ids.map((id) => checkProductId(id));
    const wanted = ids.filter((_id, index) => faults[index]!.length === 0).map(productId);
    const { deleted, version } = await context.deps.catalog.deleteSources(wanted, context.signal);
    if (deleted > 0) await waitUntilIndexed(version, context);
    return { deleted, userErrors: faults.flatMap((found, index) => under(['ids', index], found)) };
  },
} satisfies MutationResolvers;
