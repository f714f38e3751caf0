import { FEATURE_COUNT } from '../../ranker/index.ts';

/**
 * The model's input for the first products of a list, as text: a row each, in the order of the list, float32 in base64.
 * Kept with the list, for explanations and for the log of what was shown.
 */
export type FeatureRows = string & { readonly __brand: 'FeatureRows' };

/** @param features - A row a candidate. @param order - Places of candidates, best first. */
export function packFeatureRows(features: Float32Array, order: readonly number[]): FeatureRows {
  const rows = new Float32Array(order.length * FEATURE_COUNT);
  order.forEach((place, position) => {
    rows.set(features.subarray(place * FEATURE_COUNT, (place + 1) * FEATURE_COUNT), position * FEATURE_COUNT);
  });
  return Buffer.from(rows.buffer).toString('base64') as FeatureRows;
}

/**
 * The row of one place in the list: float32 `[FEATURE_COUNT]`; null beyond the last.
 * @param position - 1 for the first.
 */
export function featureRowAt(rows: FeatureRows, position: number): Float32Array | null {
  const rowBytes = FEATURE_COUNT * Float32Array.BYTES_PER_ELEMENT;
  const bytes = Buffer.from(rows, 'base64').subarray((position - 1) * rowBytes, position * rowBytes);
  return bytes.length < rowBytes ? null : new Float32Array(new Uint8Array(bytes).buffer);
}
