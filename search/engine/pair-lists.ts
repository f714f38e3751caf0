import { append, appendZeros, type Growing, growingWords } from './growing.ts';

/**
 * Many lists of pairs (document ordinal, payload) in one array, each ordered by ordinal because ordinals only rise.
 *
 * A list is a chain of blocks; a block is its pairs and then the offset of the next block. Blocks double up to
 * `BLOCK_MAX` pairs, so most lists (words that occur once) take three numbers and long ones lie in long stretches.
 */
export interface PairLists {
  readonly data: Growing<Uint32Array>;
  /** Offset of the first block. */
  readonly first: Growing<Uint32Array>;
  /** Pairs that the first block holds. */
  readonly firstCapacity: Growing<Uint32Array>;
  /** Where the next pair goes. */
  readonly writeAt: Growing<Uint32Array>;
  /** Offset of the last block's link. */
  readonly link: Growing<Uint32Array>;
  readonly lastCapacity: Growing<Uint32Array>;
  /** Pairs in the list. */
  readonly size: Growing<Uint32Array>;
}

const BLOCK_MAX = 4096;

export function createPairLists(): PairLists {
  return {
    data: growingWords(),
    first: growingWords(),
    firstCapacity: growingWords(),
    writeAt: growingWords(),
    link: growingWords(),
    lastCapacity: growingWords(),
    size: growingWords(),
  };
}

/** A new, empty list whose first block holds `capacity` pairs (at least 1); returns its number. */
export function addList(lists: PairLists, capacity = 1): number {
  const start = appendZeros(lists.data, 2 * capacity + 1);
  append(lists.first, start);
  append(lists.firstCapacity, capacity);
  append(lists.writeAt, start);
  append(lists.link, start + 2 * capacity);
  append(lists.lastCapacity, capacity);
  append(lists.size, 0);
  return lists.size.length - 1;
}

/** `ordinal` is at least that of the pair before. */
export function appendPair(lists: PairLists, list: number, ordinal: number, payload: number): void {
  const { data, writeAt, link, lastCapacity, size } = lists;
  let at = writeAt.data[list]!;
  if (at === link.data[list]!) {
    const capacity = grown(lastCapacity.data[list]!);
    const start = appendZeros(data, 2 * capacity + 1);
    data.data[at] = start;
    link.data[list] = start + 2 * capacity;
    lastCapacity.data[list] = capacity;
    at = start;
  }
  data.data[at] = ordinal;
  data.data[at + 1] = payload;
  writeAt.data[list] = at + 2;
  size.data[list]!++;
}

/** Calls `visit` for each block with the range in `data` that holds its pairs: ordinal at even steps, payload after it. */
export function forEachBlock(
  lists: PairLists,
  list: number,
  visit: (data: Uint32Array, from: number, to: number) => void,
): void {
  const data = lists.data.data;
  let left = lists.size.data[list]!;
  let at = lists.first.data[list]!;
  let capacity = lists.firstCapacity.data[list]!;
  while (left > 0) {
    const pairs = Math.min(left, capacity);
    visit(data, at, at + 2 * pairs);
    left -= pairs;
    at = data[at + 2 * capacity]!;
    capacity = grown(capacity);
  }
}

function grown(capacity: number): number {
  return Math.min(2 * capacity, BLOCK_MAX);
}
