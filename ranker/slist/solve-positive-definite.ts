import * as tf from '@tensorflow/tfjs-core';
import { choleskyBlock } from './cholesky-block.ts';

/** Rows a block. Larger: more work in plain loops; smaller: more, less efficient products. */
const BLOCK = 512;
/** Columns solved for at once; bounds the memory of the products. */
const CHUNK = 2048;

export interface SolveOptions {
  readonly block?: number;
  /** @param share - Of the work, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Solves A X = B by a blocked Cholesky factorisation (left-looking; Golub and Van Loan, Matrix Computations, 4.2). Only the blocks on
 * the diagonal are worked on by loops; all else, 7/3 n³ multiplications, are products of the open backend, in 32 bits: some
 * hundred GFLOP/s with libtensorflow, some ten with WebAssembly. Needs a few blocks' rows of memory beside A and B.
 *
 * @param a - `[size, size]`, symmetric positive definite; only the lower triangle is read. Overwritten by the factor.
 * @param b - `[size, columns]`, row-major. Overwritten by X.
 * @throws RangeError where A is not positive definite.
 */
export function solvePositiveDefinite(a: Float32Array, b: Float32Array, size: number, options: SolveOptions = {}): void {
  const { block = BLOCK, onProgress = () => {}, signal } = options;
  const columns = b.length / size;
  const inverses = factorise(a, size, block, (share) => {
    signal?.throwIfAborted();
    onProgress(share / 4);
  });
  for (let from = 0; from < columns; from += CHUNK) {
    signal?.throwIfAborted();
    onProgress(0.25 + (0.75 * from) / columns);
    solveColumns({ a, inverses, size, block }, b, columns, from, Math.min(CHUNK, columns - from));
  }
  onProgress(1);
}

/** Puts the factor L into the lower triangle of A; returns the inverses of L's blocks on the diagonal. */
function factorise(a: Float32Array, size: number, block: number, onBlock: (share: number) => void): Float32Array[] {
  const inverses: Float32Array[] = [];
  for (let from = 0; from < size; from += block) {
    const width = Math.min(block, size - from);
    const height = size - from;
    // A[from.., from..from+width] - L[from.., ..from] L[from..from+width, ..from]'
    const panel = copyOf(a, size, from, from, height, width);
    if (from > 0) {
      const left = copyOf(a, size, from, 0, height, from);
      subtract(panel, product(left, [height, from], left.subarray(0, width * from), [width, from], { turnRight: true }));
    }
    const corner = Float64Array.from(panel.subarray(0, width * width));
    const inverse = Float32Array.from(choleskyBlock(corner, width));
    panel.set(corner);
    if (height > width) {
      const below = panel.subarray(width * width);
      panel.set(product(below, [height - width, width], inverse, [width, width], { turnRight: true }), width * width);
    }
    pasteTo(a, size, from, from, panel, height, width);
    inverses.push(inverse);
    onBlock((from + width) / size);
  }
  return inverses;
}

interface Factor {
  readonly a: Float32Array;
  readonly inverses: readonly Float32Array[];
  readonly size: number;
  readonly block: number;
}

/** Forward and backward substitution for some columns of B. */
function solveColumns({ a, inverses, size, block }: Factor, b: Float32Array, columns: number, first: number, count: number): void {
  const x = copyOf(b, columns, 0, first, size, count);
  const rowsOf = (index: number): Float32Array => x.subarray(index * block * count, Math.min(size, (index + 1) * block) * count);
  inverses.forEach((inverse, index) => {
    const from = index * block;
    const width = Math.min(block, size - from);
    const own = rowsOf(index);
    if (from > 0) {
      const left = copyOf(a, size, from, 0, width, from);
      subtract(own, product(left, [width, from], x.subarray(0, from * count), [from, count]));
    }
    own.set(product(inverse, [width, width], own, [width, count]));
  });
  for (let index = inverses.length - 1; index >= 0; index -= 1) {
    const from = index * block;
    const width = Math.min(block, size - from);
    const below = size - from - width;
    const own = rowsOf(index);
    if (below > 0) {
      const under = copyOf(a, size, from + width, from, below, width);
      subtract(own, product(under, [below, width], x.subarray((from + width) * count), [below, count], { turnLeft: true }));
    }
    own.set(product(inverses[index]!, [width, width], own, [width, count], { turnLeft: true }));
  }
  pasteTo(b, columns, 0, first, x, size, count);
}

type Size = [rows: number, columns: number];

function product(
  left: Float32Array,
  leftSize: Size,
  right: Float32Array,
  rightSize: Size,
  { turnLeft = false, turnRight = false } = {},
): Float32Array {
  const result = tf.tidy(() => tf.matMul(tf.tensor2d(left, leftSize), tf.tensor2d(right, rightSize), turnLeft, turnRight));
  const values = result.dataSync<'float32'>();
  result.dispose();
  return values;
}

function copyOf(matrix: Float32Array, stride: number, row: number, column: number, height: number, width: number): Float32Array {
  const copy = new Float32Array(height * width);
  for (let place = 0; place < height; place += 1) {
    const from = (row + place) * stride + column;
    copy.set(matrix.subarray(from, from + width), place * width);
  }
  return copy;
}

function pasteTo(matrix: Float32Array, stride: number, row: number, column: number, part: Float32Array, height: number, width: number): void {
  for (let place = 0; place < height; place += 1) {
    matrix.set(part.subarray(place * width, (place + 1) * width), (row + place) * stride + column);
  }
}

function subtract(from: Float32Array, what: Float32Array): void {
  for (let place = 0; place < from.length; place += 1) from[place] = from[place]! - what[place]!;
}
