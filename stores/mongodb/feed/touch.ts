import type { ClientSession } from 'mongodb';
import type { CatalogCollections } from '../catalog/catalog-collections.ts';
import type { StoredId } from '../catalog/source-ids.ts';

/** A field that stands in a plain document only within one transaction, never to be seen but in the stream. */
export const TOUCHED = '_aisleTouched';

/**
 * Makes a change of each record without changing it. Aisle's own are told when they entered; a plain document gets a field
 * and loses it again.
 * @returns how many there were.
 */
export async function touch({ products }: Pick<CatalogCollections, 'products'>, ids: readonly StoredId[], session: ClientSession): Promise<number> {
  const _id = { $in: ids };
  const own = await products.updateMany({ _id, enteredAt: { $type: 'timestamp' } }, { $currentDate: { enteredAt: { $type: 'timestamp' } } }, { session });
  const plain = await products.updateMany({ _id, enteredAt: { $not: { $type: 'timestamp' } } }, { $set: { [TOUCHED]: true } }, { session, bypassDocumentValidation: true });
  if (plain.matchedCount > 0) await products.updateMany({ _id, [TOUCHED]: true }, { $unset: { [TOUCHED]: true } }, { session });
  return own.matchedCount + plain.matchedCount;
}
