import { DECIDING_COLUMNS, FEATURE_COUNT, REFERENCE_ROW } from './features.ts';

/**
 * The most that behaviour and personal fit can add to a relevance or take from it. Two products change places only where
 * their relevance differs by less than twice this: half of what the best match has.
 */
export const CORRECTION_BOUND = 0.25;

/** Whether anything is known by which a row may differ from its relevance. `base` is the row's beginning. */
export function isKnown(features: Float32Array | Float64Array, base: number): boolean {
  return DECIDING_COLUMNS.some((column) => features[base + column] !== REFERENCE_ROW[column]);
}

/** The row as it would be if nothing were known of shopper and behaviour. */
export function writeUnknown(features: Float32Array | Float64Array, base: number): void {
  for (const column of DECIDING_COLUMNS) features[base + column] = REFERENCE_ROW[column]!;
}

/** @param difference - What the network says of the row, less what it says of the row with nothing known. */
export function toCorrection(difference: number): number {
  return CORRECTION_BOUND * Math.tanh(difference);
}

/** Rows of a feature matrix. */
export function rowCount(features: Float32Array): number {
  return features.length / FEATURE_COUNT;
}
