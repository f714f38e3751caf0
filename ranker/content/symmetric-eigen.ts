export interface Eigen {
  /** Falling. */
  readonly values: Float64Array;
  /** `[size, size]`, row-major; column i belongs to value i and has unit length. */
  readonly vectors: Float64Array;
}

/** Sweeps over all pairs; convergence is quadratic, eight are usual. */
const SWEEPS_MAX = 30;

/** Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5). */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const work = matrix.slice();
  // Vectors in rows while turning, so that a rotation runs over two rows in order.
  const turned = new Float64Array(size * size);
  for (let place = 0; place < size; place += 1) turned[place * size + place] = 1;
  const small = 1e-24 * work.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < SWEEPS_MAX && offDiagonal(work, size) > small; sweep += 1) {
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(work, turned, size, p, q);
  }
  const order = Array.from({ length: size }, (_, place) => place).toSorted((a, b) => work[b * size + b]! - work[a * size + a]!);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let row = 0; row < size; row += 1) vectors[row * size + to] = turned[from * size + row]!;
  });
  return { values: Float64Array.from(order, (place) => work[place * size + place]!), vectors };
}

/** Makes the places (p, q) and (q, p) 0. */
function rotate(work: Float64Array, turned: Float64Array, size: number, p: number, q: number): void {
  const between = work[p * size + q]!;
  if (between === 0) return;
  const theta = (work[q * size + q]! - work[p * size + p]!) / (2 * between);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  turnRows(work, size, p, q, cosine, sine);
  for (let row = 0; row < size; row += 1) {
    const atP = work[row * size + p]!;
    const atQ = work[row * size + q]!;
    work[row * size + p] = cosine * atP - sine * atQ;
    work[row * size + q] = sine * atP + cosine * atQ;
  }
  turnRows(turned, size, p, q, cosine, sine);
}

function turnRows(matrix: Float64Array, size: number, p: number, q: number, cosine: number, sine: number): void {
  for (let column = 0; column < size; column += 1) {
    const atP = matrix[p * size + column]!;
    const atQ = matrix[q * size + column]!;
    matrix[p * size + column] = cosine * atP - sine * atQ;
    matrix[q * size + column] = sine * atP + cosine * atQ;
  }
}

function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row += 1) for (let column = 0; column < row; column += 1) sum += 2 * matrix[row * size + column]! ** 2;
  return sum;
}
