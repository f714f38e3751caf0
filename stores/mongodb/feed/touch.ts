import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import type { ProductId } from '../../../schema/ids.ts';
import type { CatalogCollections } from '../catalog/catalog-collections.ts';
import type { SourceDocument } from '../catalog/source-document.ts';
import { type StoredId, toProductId } from '../catalog/source-ids.ts';

/** A field that stands in a plain document only within one transaction, never to be seen but in the stream. */
export const TOUCHED = '_aisleTouched';

/**
 * Makes a change of each record without changing it. Aisle's own are told anew when they entered; a plain document gets a
 * field and loses it again, which is two changes.
 * @returns the id of each change, in their order; null for one that says nothing.
 */
export async function touch(
  { products }: Pick<CatalogCollections, 'products'>,
  ids: readonly StoredId[],
  session: ClientSession,
): Promise<readonly (ProductId | null)[]> {
  const present = await products.find({ _id: { $in: ids } }, { session, projection: { enteredAt: { $type: '$enteredAt' } } }).toArray();
  const writes: AnyBulkWriteOperation<SourceDocument>[] = [];
  const changes: (ProductId | null)[] = [];
  for (const { _id, enteredAt } of present as readonly { readonly _id: StoredId; readonly enteredAt: unknown }[]) {
    const filter = { _id };
    if (enteredAt === 'timestamp') {
      writes.push({ updateOne: { filter, update: { $currentDate: { enteredAt: { $type: 'timestamp' } } } } });
    } else {
      writes.push({ updateOne: { filter, update: { $set: { [TOUCHED]: true } } } }, { updateOne: { filter, update: { $unset: { [TOUCHED]: true } } } });
      changes.push(null);
    }
    changes.push(toProductId(_id));
  }
  if (writes.length > 0) await products.bulkWrite(writes, { session, bypassDocumentValidation: true });
  return changes;
}
