/**
 * Makes columns orthonormal, in place and in order (modified Gram and Schmidt, twice, so that nearly dependent columns come
 * out orthogonal too; Giraud et al. 2005). A column that depends on those before becomes 0.
 *
 * @param matrix - `[any, width]`, row-major.
 * @returns the same array.
 */
export function orthonormalise(matrix: Float64Array, width: number): Float64Array {
  const rows = matrix.length / width;
  // Columns in a row each: the loops below then walk through memory in order.
  const columns = Array.from({ length: width }, (_, column) => Float64Array.from({ length: rows }, (_unused, row) => matrix[row * width + column]!));
  columns.forEach((own, place) => {
    const before = Math.sqrt(dot(own, own));
    for (let pass = 0; pass < 2; pass += 1) {
      for (let other = 0; other < place; other += 1) subtract(own, columns[other]!, dot(own, columns[other]!));
    }
    const length = Math.sqrt(dot(own, own));
    const scale = length > 1e-10 * before ? 1 / length : 0;
    for (let row = 0; row < rows; row += 1) {
      own[row] = own[row]! * scale;
      matrix[row * width + place] = own[row]!;
    }
  });
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += a[place]! * b[place]!;
  return sum;
}

function subtract(from: Float64Array, what: Float64Array, factor: number): void {
  for (let place = 0; place < from.length; place += 1) from[place] = from[place]! - factor * what[place]!;
}
