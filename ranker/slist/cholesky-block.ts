/**
 * Cholesky factor of a small symmetric positive definite matrix, and its inverse, in 64 bits.
 *
 * @param block - `[size, size]`, row-major; the lower triangle is read and becomes the factor.
 * @returns the inverse of the factor, `[size, size]`, lower triangular.
 * @throws RangeError where it is not positive definite.
 */
export function choleskyBlock(block: Float64Array, size: number): Float64Array {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = block[row * size + column]!;
      for (let inner = 0; inner < column; inner += 1) sum -= block[row * size + inner]! * block[column * size + inner]!;
      if (column < row) block[row * size + column] = sum / block[column * size + column]!;
      else if (sum > 0) block[row * size + row] = Math.sqrt(sum);
      else throw new RangeError(`Expected a positive definite matrix, got pivot ${sum}.`);
    }
  }
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const to = row * size;
    const pivot = 1 / block[to + row]!;
    for (let inner = 0; inner < row; inner += 1) {
      const factor = block[to + inner]! * pivot;
      const from = inner * size;
      for (let column = 0; column <= inner; column += 1) inverse[to + column] = inverse[to + column]! - factor * inverse[from + column]!;
    }
    inverse[to + row] = pivot;
  }
  return inverse;
}
