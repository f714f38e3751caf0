import { toSparseMatrix, visitRow, type SparseMatrix } from './sparse-matrix.ts';

/** Matrices of equal rows beside each other, each times its weight: inner products of rows are the weighted sum of theirs, weights squared. */
export function sideBySide(parts: readonly { readonly matrix: SparseMatrix; readonly weight: number }[]): SparseMatrix {
  const rows = Array.from({ length: parts[0]?.matrix.rows ?? 0 }, (_, row) => {
    const entries: [number, number][] = [];
    let offset = 0;
    for (const { matrix, weight } of parts) {
      const from = offset;
      visitRow(matrix, row, (column, value) => entries.push([from + column, weight * value]));
      offset += matrix.columns;
    }
    return entries;
  });
  return toSparseMatrix(rows, parts.reduce((sum, { matrix }) => sum + matrix.columns, 0));
}
