import { changeVersion } from '../../../schema/ids.ts';
import type { CleanedProduct, ProductStore } from '../../ports/catalog-store.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import type { MongoConnection } from '../connect.ts';
import { advanceProducts } from './advance-products.ts';
import type { CatalogCollections, CleanedDocument } from './catalog-collections.ts';
import type { CountingSlots } from './counting-slots.ts';
import type { ProductState } from './product-state.ts';

/** Cleaned products, with the category tree that they span; each call that writes is one transaction. */
export function createMongoProductStore(connection: MongoConnection, collections: CatalogCollections, slots: CountingSlots): ProductStore {
  const { cleaned } = collections;
  const advance = async (states: readonly ProductState[], signal: AbortSignal | undefined): Promise<void> => {
    if (states.length === 0) return;
    using slot = slots.take();
    await connection.transaction((session, attempt) => {
      if (attempt > 0) slot.leave();
      return advanceProducts(collections, states, { session, slot: slot.number });
    }, signal);
  };

  return {
    async productsByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      if (ids.length === 0) return [];
      return connection.run(async () => (await cleaned.find({ _id: { $in: [...ids] } }).toArray()).map(toCleaned), signal);
    },

    scanProducts: (after, limit, signal) =>
      connection.run(async () => {
        const page = cleaned.find(after === null ? {} : { _id: { $gt: after } }, { batchSize: limit + 1 });
        return (await page.sort({ _id: 1 }).limit(limit).toArray()).map(toCleaned);
      }, signal),

    async putCleaned(entries, signal) {
      checkCatalogCall(entries, signal);
      await advance(entries.map(({ version, product }) => ({ id: product.id, version, product })), signal);
    },

    async removeCleaned(entries, signal) {
      checkCatalogCall(entries, signal);
      await advance(entries.map(({ id, version }) => ({ id, version, product: null })), signal);
    },

    countProducts: (signal) => connection.run(() => cleaned.countDocuments({}, { hint: { _id: 1 } }), signal),
  };
}

function toCleaned({ version, product }: CleanedDocument): CleanedProduct {
  return { version: changeVersion(version.toBigInt()), product };
}
