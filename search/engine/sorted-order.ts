/**
 * Numbered strings in code unit order. New ones are merged in when the order is next read, all in one pass, so a
 * bulk load sorts once and a single write costs one move of the array.
 */
export interface SortedOrder {
  /** Numbers by string; the first `length` entries count. */
  order: Uint32Array;
  length: number;
  /** Place of each number in `order`; equal strings are neighbours in any order. */
  rank: Uint32Array;
}

export const createSortedOrder = (): SortedOrder => ({ order: new Uint32Array(0), length: 0, rank: new Uint32Array(0) });

/** Brings `sorted` up to all of `strings`, which only ever grew since the last call. */
export function mergeOrder(sorted: SortedOrder, strings: readonly string[]): SortedOrder {
  const known = sorted.length;
  if (known === strings.length) return sorted;
  const added = Uint32Array.from({ length: strings.length - known }, (_, i) => known + i);
  added.sort((a, b) => compareStrings(strings[a]!, strings[b]!));
  if (sorted.order.length < strings.length) {
    const room = strings.length + (strings.length >>> 2) + 16;
    const order = new Uint32Array(room);
    order.set(sorted.order.subarray(0, known));
    const rank = new Uint32Array(room);
    rank.set(sorted.rank.subarray(0, known));
    sorted.order = order;
    sorted.rank = rank;
  }
  const { order, rank } = sorted;
  let end = known;
  for (let i = added.length - 1; i >= 0; i--) {
    const at = lowerBound(order, end, strings, strings[added[i]!]!);
    order.copyWithin(at + i + 1, at, end);
    order[at + i] = added[i]!;
    end = at;
  }
  sorted.length = strings.length;
  for (let place = end; place < sorted.length; place++) rank[order[place]!] = place;
  return sorted;
}

/** First place among the first `length` whose string is not below `string`. */
export function lowerBound(order: Uint32Array, length: number, strings: readonly string[], string: string): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (strings[order[middle]!]! < string) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places `[from, to)` of the strings that begin with `prefix`. */
export function prefixRange(sorted: SortedOrder, strings: readonly string[], prefix: string): readonly [number, number] {
  const from = lowerBound(sorted.order, sorted.length, strings, prefix);
  // No string that begins with the prefix is above it followed by the last code unit.
  const to = lowerBound(sorted.order, sorted.length, strings, `${prefix}\uffff`);
  return [from, to];
}

export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
