import { Binary, type WithId } from 'mongodb';
import { listId, modelVersion, productId, shopperId } from '../../../schema/ids.ts';
import type { LoggedList, ServedList } from '../../ports/served-list-log.ts';
import { NEW_ENTRY, placeOf } from '../log-entry.ts';
import type { ServedListDocument } from './users-collections.ts';

/** The numbers apart from the rest: as BSON doubles they would take three times the room. */
export function toServedListDocument({ atMs, items, ...list }: ServedList): ServedListDocument {
  const features = Float32Array.from(items.flatMap((item) => item.features ?? []));
  return {
    ...list,
    servedAt: new Date(atMs),
    ...NEW_ENTRY,
    items: items.map(({ productId: product, position, features: row }) => [product, position, row?.length ?? null] as const),
    features: new Binary(new Uint8Array(features.buffer)),
  };
}

export function toLoggedList(stored: WithId<ServedListDocument>): LoggedList {
  const { shopper, servedAt, items, features, ...rest } = stored;
  // Copied: what the driver gives need not lie at a multiple of four.
  const numbers = new Float32Array(Uint8Array.from(features.value()).buffer);
  let read = 0;
  const next = (count: number): readonly number[] => [...numbers.subarray(read, (read += count))];
  return {
    place: placeOf(stored),
    list: {
      listId: listId(rest.listId),
      kind: rest.kind,
      query: rest.query,
      shopper: shopper === null ? null : shopperId(shopper),
      arm: rest.arm,
      modelVersion: rest.modelVersion === null ? null : modelVersion(rest.modelVersion),
      atMs: servedAt.getTime(),
      total: rest.total,
      items: items.map(([product, position, count]) => ({ productId: productId(product), position, features: count === null ? null : next(count) })),
    },
  };
}
