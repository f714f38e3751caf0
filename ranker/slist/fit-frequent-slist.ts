import { toSparseMatrix, visitRow, type SparseMatrix } from '../content/sparse-matrix.ts';
import { fitSlist, type SlistInput, type SlistSettings } from './fit-slist.ts';
import { slistNeighbours, type SlistNeighbours } from './slist-neighbours.ts';

/** Neighbours kept a row: what more would say could not be measured (docs/sequences.md). */
const WIDTH = 200;

/**
 * SLIST over the items with most steps, where the whole catalogue would be too many: the rest has neighbours neither from it nor
 * to it, and is left to the other parts. With `itemsMax` as large as the catalogue it is SLIST itself.
 */
export function fitFrequentSlist(input: SlistInput, settings: SlistSettings, itemsMax: number): SlistNeighbours {
  const steps = new Int32Array(input.items);
  for (const { item } of input.histories.flat()) steps[item] = steps[item]! + 1;
  const frequent = [...steps.keys()].toSorted((a, b) => steps[b]! - steps[a]! || a - b).slice(0, itemsMax).toSorted((a, b) => a - b);
  const numberOf = new Map(frequent.map((item, number) => [item, number]));
  const histories = input.histories.map((history) =>
    history.flatMap((step) => (numberOf.has(step.item) ? [{ ...step, item: numberOf.get(step.item)! }] : [])),
  );
  const content = input.content === null ? null : rowsOf(input.content, frequent);
  const matrix = fitSlist({ ...input, items: frequent.length, histories, content }, settings);
  const few = slistNeighbours(matrix, frequent.length, Math.min(WIDTH, frequent.length));
  const all = { width: few.width, items: new Int32Array(input.items * few.width), weights: new Float32Array(input.items * few.width) };
  frequent.forEach((item, number) => {
    for (let place = 0; place < few.width; place += 1) {
      all.items[item * few.width + place] = frequent[few.items[number * few.width + place]!]!;
      all.weights[item * few.width + place] = few.weights[number * few.width + place]!;
    }
  });
  return all;
}

function rowsOf(matrix: SparseMatrix, rows: readonly number[]): SparseMatrix {
  return toSparseMatrix(
    rows.map((row) => {
      const entries: [number, number][] = [];
      visitRow(matrix, row, (column, value) => entries.push([column, value]));
      return entries;
    }),
    matrix.columns,
  );
}
