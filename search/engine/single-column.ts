import { forEachBlock, type PairLists } from './pair-lists.ts';

/** A field of which no document has two values, by ordinal: 1 + the payload, 0 where there is none. */
export interface SingleColumn {
  values: Uint32Array;
  /** Pairs of the list that are in it. */
  pairs: number;
  /** Some document has two: the column is of no use. */
  multiple: boolean;
}

/** Columns made so far, by their lists: a compacted index has other lists. */
const columnsOf = new WeakMap<PairLists, Map<number, SingleColumn>>();

/**
 * The values of a field by document, for walks over few documents: null where a document has several. Made when first
 * asked for and extended by what was put since; a document's values never change, a new state has another ordinal.
 */
export function singleColumn(lists: PairLists, list: number, documents: number): Uint32Array | null {
  const columns = columnsOf.get(lists) ?? new Map<number, SingleColumn>();
  columnsOf.set(lists, columns);
  const column = columns.get(list) ?? { values: new Uint32Array(0), pairs: 0, multiple: false };
  columns.set(list, column);
  if (!column.multiple) extend(column, lists, list, documents);
  return column.multiple ? null : column.values;
}

/** Bytes of all columns made of the lists. */
export function singleColumnBytes(lists: PairLists): number {
  return [...(columnsOf.get(lists)?.values() ?? [])].reduce((sum, { values }) => sum + values.byteLength, 0);
}

function extend(column: SingleColumn, lists: PairLists, list: number, documents: number): void {
  if (column.values.length < documents) {
    const values = new Uint32Array(documents + (documents >>> 2) + 16);
    values.set(column.values);
    column.values = values;
  }
  const { values } = column;
  let seen = 0;
  forEachBlock(lists, list, (data, from, to) => {
    const first = from + 2 * Math.max(0, column.pairs - seen);
    seen += (to - from) / 2;
    for (let i = first; i < to; i += 2) {
      if (values[data[i]!] !== 0) column.multiple = true;
      values[data[i]!] = data[i + 1]! + 1;
    }
  });
  column.pairs = seen;
  if (column.multiple) column.values = new Uint32Array(0);
}
