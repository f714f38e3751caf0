/** A matrix of which few places are not 0, row by row (compressed sparse rows). */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Where each row's entries begin, and the end of the last: `[rows + 1]`. */
  readonly starts: Int32Array;
  /** Column of each entry, rising within a row. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** @param rows - Entries of each row; columns rising, none twice. */
export function toSparseMatrix(rows: readonly (readonly (readonly [column: number, value: number])[])[], columns: number): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, place) => (starts[place + 1] = starts[place]! + row.length));
  const entries = rows.flat();
  return {
    rows: rows.length,
    columns,
    starts,
    indices: Int32Array.from(entries, ([column]) => column),
    values: Float32Array.from(entries, ([, value]) => value),
  };
}

/** Calls `visit` for each entry of a row. */
export function visitRow({ starts, indices, values }: SparseMatrix, row: number, visit: (column: number, value: number) => void): void {
  for (let place = starts[row]!; place < starts[row + 1]!; place += 1) visit(indices[place]!, values[place]!);
}

export function transposed({ rows, columns, starts, indices, values }: SparseMatrix): SparseMatrix {
  const turnedStarts = new Int32Array(columns + 1);
  for (const column of indices) turnedStarts[column + 1] = turnedStarts[column + 1]! + 1;
  for (let column = 0; column < columns; column += 1) turnedStarts[column + 1] = turnedStarts[column + 1]! + turnedStarts[column]!;
  const next = turnedStarts.slice();
  const turnedIndices = new Int32Array(indices.length);
  const turnedValues = new Float32Array(indices.length);
  for (let row = 0; row < rows; row += 1) {
    for (let place = starts[row]!; place < starts[row + 1]!; place += 1) {
      const column = indices[place]!;
      const to = next[column]!;
      next[column] = to + 1;
      turnedIndices[to] = row;
      turnedValues[to] = values[place]!;
    }
  }
  return { rows: columns, columns: rows, starts: turnedStarts, indices: turnedIndices, values: turnedValues };
}
