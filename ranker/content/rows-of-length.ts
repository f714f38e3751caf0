/**
 * Rows of one length, in place. After a singular value decomposition: an item whose text says little of what is common is heard as
 * well as one that says much.
 *
 * @param matrix - `[any, width]`, row-major. Rows of 0 stay so. @param length - L2 norm. @returns the same array.
 */
export function rowsOfLength(matrix: Float32Array, width: number, length: number): Float32Array {
  for (let from = 0; from < matrix.length; from += width) {
    const row = matrix.subarray(from, from + width);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (norm === 0) continue;
    for (let column = 0; column < width; column += 1) row[column] = (row[column]! * length) / norm;
  }
  return matrix;
}
