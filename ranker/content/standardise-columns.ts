/**
 * Columns of one spread, in place: subtracts nothing, divides each by its root mean square and multiplies by `deviation`. After a
 * singular value decomposition this is whitening: what sets few items apart is heard as well as what tells departments apart.
 *
 * @param matrix - `[any, width]`, row-major. Columns of 0 stay so. @returns the same array.
 */
export function standardiseColumns(matrix: Float32Array, width: number, deviation: number): Float32Array {
  const rows = matrix.length / width;
  for (let column = 0; column < width; column += 1) {
    let squares = 0;
    for (let place = column; place < matrix.length; place += width) squares += matrix[place]! ** 2;
    const scale = squares > 0 ? deviation / Math.sqrt(squares / rows) : 0;
    for (let place = column; place < matrix.length; place += width) matrix[place] = matrix[place]! * scale;
  }
  return matrix;
}
