import type { LoggedList, ServedItem, ServedList } from '../../ports/served-list-log.ts';
import { shopperId } from '../../../schema/ids.ts';

/** A row of `served_lists`. */
export interface ServedRow {
  readonly place: bigint;
  readonly shopper: string | null;
  readonly at_ms: bigint;
  readonly list: string;
  readonly features: Uint8Array;
}

/** Product, position and number of features; null where no model scored. */
type StoredItem = readonly [ServedItem['productId'], number, number | null];
type StoredList = Omit<ServedList, 'shopper' | 'atMs' | 'items'> & { readonly items: readonly StoredItem[] };

/** The numbers apart from the texts: as JSON they would take three times the room. */
export function toServedRow({ shopper, atMs, items, ...rest }: ServedList): Omit<ServedRow, 'place' | 'at_ms'> & { readonly at_ms: number } {
  const list: StoredList = { ...rest, items: items.map(({ productId, position, features }) => [productId, position, features?.length ?? null]) };
  const features = Float32Array.from(items.flatMap((item) => item.features ?? []));
  return { shopper, at_ms: atMs, list: JSON.stringify(list), features: new Uint8Array(features.buffer) };
}

export function toLoggedList({ place, shopper, at_ms, list, features }: ServedRow): LoggedList {
  const { items, ...rest } = JSON.parse(list) as StoredList;
  // Copied: what the driver gives need not lie at a multiple of four.
  const numbers = new Float32Array(Uint8Array.from(features).buffer);
  let read = 0;
  const next = (count: number): readonly number[] => [...numbers.subarray(read, (read += count))];
  return {
    place,
    list: {
      ...rest,
      shopper: shopper === null ? null : shopperId(shopper),
      atMs: Number(at_ms),
      items: items.map(([productId, position, count]) => ({ productId, position, features: count === null ? null : next(count) })),
    },
  };
}
