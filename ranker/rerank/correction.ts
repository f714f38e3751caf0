import { DECIDING_COLUMNS, FEATURE_COUNT, REFERENCE_ROW } from './features.ts';

/**
 * The most that behaviour and personal fit can do to a relevance: double it or halve it. So a product passes another only
 * where it is at least a quarter as relevant.
 */
export const CORRECTION_OCTAVES = 1;

type Numbers = Float32Array | Float64Array;

/** Whether anything is known by which a row may differ from its relevance. `base` is the row's beginning. */
export function isKnown(features: Numbers, base: number): boolean {
  for (const column of DECIDING_COLUMNS) if (features[base + column] !== REFERENCE_ROW[column]) return true;
  return false;
}

/** The row as it would be if nothing were known of shopper and behaviour. */
export function writeUnknown(features: Numbers, base: number): void {
  for (const column of DECIDING_COLUMNS) features[base + column] = REFERENCE_ROW[column]!;
}

/**
 * @param difference - What the network says of a row, less what it says of the row with nothing known.
 * @returns what its relevance is to be multiplied by, 1/2 to 2; exactly 1 for 0.
 */
export function toFactor(difference: number): number {
  return 2 ** (CORRECTION_OCTAVES * Math.tanh(difference));
}

/** Rows of a feature matrix. */
export function rowCount(features: Float32Array): number {
  return features.length / FEATURE_COUNT;
}
