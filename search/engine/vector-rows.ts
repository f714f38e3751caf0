import { append, appendZeros, type Growing } from './growing.ts';

/**
 * One direction a row, each component an integer of -127..127 so that the largest uses the whole range. A direction has
 * no length to keep: the row divided by its own norm is the unit vector again, its cosine to the one given above .999 in
 * 128 dimensions.
 */
export interface VectorRows {
  /** Components a row; 0: no vectors are kept. */
  readonly dimensions: number;
  readonly rows: Growing<Int8Array>;
  /** By row: 1 / norm of its integers; 0 where it holds no vector. */
  readonly inverseNorms: Growing<Float32Array>;
}

/** Adds a row; null adds one without a vector. */
export function appendVector({ dimensions, rows, inverseNorms }: VectorRows, vector: Float32Array | null): void {
  const start = appendZeros(rows, dimensions);
  const at = appendZeros(inverseNorms, 1);
  if (vector === null || dimensions === 0) return;
  let largest = 0;
  for (let i = 0; i < dimensions; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  if (largest === 0) return;
  const row = rows.data.subarray(start, start + dimensions);
  let squares = 0;
  for (let i = 0; i < dimensions; i++) {
    row[i] = Math.round((127 * vector[i]!) / largest);
    squares += row[i]! ** 2;
  }
  inverseNorms.data[at] = 1 / Math.sqrt(squares);
}

/** Adds a copy of a row of another table of the same width. */
export function copyRow(from: VectorRows, row: number, to: VectorRows): void {
  const start = appendZeros(to.rows, to.dimensions);
  to.rows.data.set(from.rows.data.subarray(row * from.dimensions, (row + 1) * from.dimensions), start);
  append(to.inverseNorms, from.inverseNorms.data[row]!);
}

/** Writes the unit vector of a row to the beginning of `target`; false, and nothing written, where it has none. */
export function readVector({ dimensions, rows, inverseNorms }: VectorRows, row: number, target: Float32Array): boolean {
  const inverseNorm = inverseNorms.data[row]!;
  if (inverseNorm === 0) return false;
  const start = row * dimensions;
  for (let i = 0; i < dimensions; i++) target[i] = rows.data[start + i]! * inverseNorm;
  return true;
}

/** Cosine of a row and a unit vector; 0 where the row has none. */
export function cosineOf({ dimensions, rows: { data }, inverseNorms }: VectorRows, row: number, unit: Float32Array): number {
  let sum = 0;
  for (let i = 0, at = row * dimensions; i < dimensions; i++, at++) sum += data[at]! * unit[i]!;
  return sum * inverseNorms.data[row]!;
}
