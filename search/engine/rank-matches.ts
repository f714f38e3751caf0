import type { EngineState } from './engine-state.ts';
import type { EngineQuery } from './engine-types.ts';
import { forEachBlock } from './pair-lists.ts';
import { ascendingBits, radixSort, SIGN } from './radix-sort.ts';
import type { SearchScratch } from './search-scratch.ts';
import { mergeOrder } from './sorted-order.ts';

/**
 * The matches, best first: by the sort's number (without it last), fewer missing words, available, score (a browse:
 * quality), id. Linear: each criterion is turned into unsigned numbers and sorted by radix, the last one first.
 */
export function rankMatches(
  state: EngineState,
  scratch: SearchScratch,
  matches: Uint32Array,
  { wordCount, sort }: { readonly wordCount: number; readonly sort: EngineQuery['sort'] },
): Uint32Array {
  const { documents } = state;
  let sorted: [Uint32Array, Uint32Array] = [matches, new Uint32Array(matches.length)];
  const keys = new Uint32Array(documents.ids.length);
  const sortBy = (keys: Uint32Array): void => {
    sorted = radixSort(...sorted, keys);
  };
  sortBy(mergeOrder(documents.idOrder, documents.ids).rank);
  const strength = wordCount === 0 ? documents.quality.data : scratch.score;
  const bits = new Uint32Array(strength.buffer, strength.byteOffset, strength.length);
  for (let i = 0; i < matches.length; i++) keys[matches[i]!] = ~ascendingBits(bits[matches[i]!]!);
  sortBy(keys);
  for (let i = 0; i < matches.length; i++) {
    const ordinal = matches[i]!;
    keys[ordinal] = 2 * (wordCount - scratch.words[ordinal]!) + 1 - documents.available.data[ordinal]!;
  }
  sortBy(keys);
  if (sort !== null) {
    const { low, high } = numberKeys(state, sort);
    sortBy(low);
    sortBy(high);
  }
  return sorted[0];
}

/** The sort's number of each document as two halves that rise in the order asked for; all ones where there is none. */
function numberKeys(
  { documents, numbers }: EngineState,
  { field, order }: NonNullable<EngineQuery['sort']>,
): { readonly low: Uint32Array; readonly high: Uint32Array } {
  const low = new Uint32Array(documents.ids.length).fill(0xffffffff);
  const high = new Uint32Array(documents.ids.length).fill(0xffffffff);
  const number = numbers.fields.numbers.get(field);
  if (number === undefined) return { low, high };
  const double = new Float64Array(1);
  const halves = new Uint32Array(double.buffer);
  const flip = order === 'asc' ? 0 : 0xffffffff;
  forEachBlock(numbers.columns, number, (data, from, to) => {
    for (let i = from; i < to; i += 2) {
      const ordinal = data[i]!;
      double[0] = numbers.numbers.data[data[i + 1]!]!;
      const negative = (halves[1]! & SIGN) === 0 ? 0 : 0xffffffff;
      const lowKey = (halves[0]! ^ negative ^ flip) >>> 0;
      const highKey = (halves[1]! ^ (negative === 0 ? SIGN : negative) ^ flip) >>> 0;
      // Of several numbers the first in the order asked for.
      if (highKey < high[ordinal]! || (highKey === high[ordinal] && lowKey < low[ordinal]!)) {
        low[ordinal] = lowKey;
        high[ordinal] = highKey;
      }
    }
  });
  return { low, high };
}
