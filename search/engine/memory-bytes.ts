import type { EngineState } from './engine-state.ts';
import { singleColumnBytes } from './single-column.ts';
import type { SearchScratch } from './search-scratch.ts';

/** What a string costs beside its characters, with its places in an array and a map; measured on V8, 64 bits. */
const STRING_OVERHEAD = 72;

/** Estimate of the bytes held: typed arrays to the byte, strings by their length. */
export function memoryBytes(state: EngineState, scratch: SearchScratch): number {
  return sizeOf(state) + sizeOf(scratch) + singleColumnBytes(state.keywords.columns) + singleColumnBytes(state.numbers.columns);
}

function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return value.length + STRING_OVERHEAD;
  // Keys of maps are the strings counted already, but for spellings that differ from their term.
  if (value instanceof Map) return value.size * 8;
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + sizeOf(entry), 0);
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).reduce<number>((sum, entry) => sum + sizeOf(entry), 0);
  }
  return 8;
}
