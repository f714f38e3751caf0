/** A sparse matrix by rows: entries of row r are at `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  readonly values: Float32Array;
}

/** @param rows - For each row its entries by column, in ascending or any order. */
export function sparseRows(rows: readonly (readonly (readonly [column: number, value: number])[])[], columns: number): SparseRows {
  const starts = new Uint32Array(rows.length + 1);
  for (const [row, entries] of rows.entries()) starts[row + 1] = starts[row]! + entries.length;
  const places = new Uint32Array(starts.at(-1)!);
  const values = new Float32Array(starts.at(-1)!);
  let at = 0;
  for (const entries of rows) {
    for (const [column, value] of entries) {
      places[at] = column;
      values[at++] = value;
    }
  }
  return { columns, starts, places, values };
}

/** `matrix` times a dense matrix of shape `[columns, width]`, to one of shape `[rows, width]`. */
export function multiply({ starts, places, values }: SparseRows, dense: Float32Array, width: number): Float32Array {
  const rows = starts.length - 1;
  const result = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const to = row * width;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const from = places[entry]! * width;
      const value = values[entry]!;
      for (let i = 0; i < width; i++) result[to + i]! += value * dense[from + i]!;
    }
  }
  return result;
}

/** The transpose of `matrix` times a dense matrix of shape `[rows, width]`, to one of shape `[columns, width]`. */
export function multiplyTransposed({ columns, starts, places, values }: SparseRows, dense: Float32Array, width: number): Float32Array {
  const result = new Float32Array(columns * width);
  for (let row = 0; row + 1 < starts.length; row++) {
    const from = row * width;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const to = places[entry]! * width;
      const value = values[entry]!;
      for (let i = 0; i < width; i++) result[to + i]! += value * dense[from + i]!;
    }
  }
  return result;
}
