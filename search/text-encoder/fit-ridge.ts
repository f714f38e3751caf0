import { multiply, multiplyTransposed, type SparseRows } from './sparse-rows.ts';

export interface RidgeOptions {
  /** Weight of the squared size of the solution against the squared error; above 0. */
  readonly lambda: number;
  readonly iterations: number;
  /** After each iteration, the share of the first residual that is left, 0..1. */
  readonly onIteration?: (iteration: number, residual: number) => void;
}

/**
 * The matrix W of shape `[columns, width]` that makes |features W − targets|² + lambda |W|² smallest: ridge regression by
 * conjugate gradients on the normal equations, all target columns at once, each with steps of its own.
 * A. E. Hoerl, R. W. Kennard 1970, Ridge Regression; M. R. Hestenes, E. Stiefel 1952, section 10 (least squares).
 *
 * @param targets - float32 of shape `[rows, width]`.
 */
export function* fitRidge(features: SparseRows, targets: Float32Array, { lambda, iterations, onIteration }: RidgeOptions): Generator<undefined, Float32Array> {
  const width = targets.length / (features.starts.length - 1);
  const solution = new Float32Array(features.columns * width);
  const residual = multiplyTransposed(features, targets, width);
  const direction = residual.slice();
  let squares = columnSquares(residual, residual, width);
  const first = sum(squares);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const image = multiplyTransposed(features, multiply(features, direction, width), width);
    for (let at = 0; at < image.length; at++) image[at]! += lambda * direction[at]!;
    const curvature = columnSquares(direction, image, width);
    const step = squares.map((value, column) => (curvature[column]! > 0 ? value / curvature[column]! : 0));
    for (let at = 0; at < solution.length; at++) {
      solution[at]! += step[at % width]! * direction[at]!;
      residual[at]! -= step[at % width]! * image[at]!;
    }
    const next = columnSquares(residual, residual, width);
    const keep = next.map((value, column) => (squares[column]! > 0 ? value / squares[column]! : 0));
    for (let at = 0; at < direction.length; at++) direction[at] = residual[at]! + keep[at % width]! * direction[at]!;
    squares = next;
    onIteration?.(iteration + 1, first === 0 ? 0 : sum(squares) / first);
    yield;
  }
  return solution;
}

/** Σ a·b for each of the columns. */
function columnSquares(a: Float32Array, b: Float32Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  for (let at = 0; at < a.length; at++) sums[at % width]! += a[at]! * b[at]!;
  return sums;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
