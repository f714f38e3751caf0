import { topItems } from '../merge/top-items.ts';

/** The largest entries of each row of a SLIST matrix, which say nearly all that it says. */
export interface SlistNeighbours {
  /** Entries a row; rows with fewer end in weight 0. */
  readonly width: number;
  /** `[items * width]`, best first. */
  readonly items: Int32Array;
  readonly weights: Float32Array;
}

/** @param matrix - `[items, items]`, from `fitSlist`. Entries of 0 and below are left out, and the item itself. */
export function slistNeighbours(matrix: Float32Array, items: number, width: number): SlistNeighbours {
  const kept = { width, items: new Int32Array(items * width), weights: new Float32Array(items * width) };
  for (let item = 0; item < items; item += 1) {
    const row = matrix.subarray(item * items, (item + 1) * items);
    topItems(row, null, width, (other) => other !== item && row[other]! > 0).forEach((other, place) => {
      kept.items[item * width + place] = other;
      kept.weights[item * width + place] = row[other]!;
    });
  }
  return kept;
}
