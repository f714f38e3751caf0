import { createSeededRandom } from '../seeded-random.ts';
import { orthonormalise } from './orthonormalise.ts';
import { transposed, visitRow, type SparseMatrix } from './sparse-matrix.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

export interface TruncatedSvdOptions {
  readonly seed: number;
  /** More directions than asked for make the last of them exact. */
  readonly oversampling?: number;
  readonly iterations?: number;
}

/**
 * Rows in the space of the matrix' largest singular directions: U·S of the truncated singular value decomposition, by
 * randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4).
 *
 * @returns float32 `[rows, rank]`, row-major, columns by falling singular value; 0 beyond the matrix' own rank. Inner products
 * of rows come as near to those of the matrix' rows as `rank` columns can. Signs of columns mean nothing.
 */
export function truncatedSvd(matrix: SparseMatrix, rank: number, { seed, oversampling = 16, iterations = 3 }: TruncatedSvdOptions): Float32Array {
  const width = Math.min(rank + oversampling, matrix.rows, matrix.columns);
  const turned = transposed(matrix);
  const random = createSeededRandom(seed);
  const start = Float64Array.from({ length: matrix.columns * width }, () => random.normal());
  let basis = orthonormalise(times(matrix, start, width), width);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    basis = orthonormalise(times(matrix, times(turned, basis, width), width), width);
  }
  // With Q the basis and B = Q'A: B B' = W S² W', so U S = Q W S.
  const projected = times(turned, basis, width);
  const { values, vectors } = symmetricEigen(gram(projected, width), width);
  const result = new Float32Array(matrix.rows * rank);
  for (let row = 0; row < matrix.rows; row += 1) {
    for (let column = 0; column < Math.min(rank, width); column += 1) {
      let sum = 0;
      for (let inner = 0; inner < width; inner += 1) sum += basis[row * width + inner]! * vectors[inner * width + column]!;
      result[row * rank + column] = sum * Math.sqrt(Math.max(0, values[column]!));
    }
  }
  return result;
}

/** Sparse times dense `[matrix.columns, width]`. */
function times(matrix: SparseMatrix, dense: Float64Array, width: number): Float64Array {
  const product = new Float64Array(matrix.rows * width);
  for (let row = 0; row < matrix.rows; row += 1) {
    const to = row * width;
    visitRow(matrix, row, (column, value) => {
      const from = column * width;
      for (let place = 0; place < width; place += 1) product[to + place] = product[to + place]! + value * dense[from + place]!;
    });
  }
  return product;
}

/** X'X of `[any, width]`. */
function gram(dense: Float64Array, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let from = 0; from < dense.length; from += width) {
    for (let row = 0; row < width; row += 1) {
      const value = dense[from + row]!;
      const to = row * width;
      for (let column = 0; column < width; column += 1) product[to + column] = product[to + column]! + value * dense[from + column]!;
    }
  }
  return product;
}
