import { CORRECTION_OCTAVES, toFactor, writeUnknown } from '../../../ranker/rerank/correction.ts';
import { COLUMN, DECIDING_COLUMNS, FEATURE_COUNT, REFERENCE_ROW } from '../../../ranker/rerank/features.ts';
import type { Layer } from '../../../ranker/rerank/layers.ts';
import { outputAndGradient } from './output-and-gradient.ts';

/** Integrated gradients as their paper computes them: the gradient at the middles of equal steps. */
export function naiveAttribution(layers: readonly Layer[], row: Float32Array, steps: number): Float64Array {
  const way = Float64Array.from(row, (value, column) => value - REFERENCE_ROW[column]!);
  const sums = new Float64Array(FEATURE_COUNT);
  for (let step = 0; step < steps; step += 1) {
    const gradient = gradientAt(layers, way.map((distance, column) => REFERENCE_ROW[column]! + ((step + 0.5) / steps) * distance));
    for (let column = 0; column < FEATURE_COUNT; column += 1) sums[column]! += (gradient[column]! * way[column]!) / steps;
  }
  return sums;
}

/** Of relevance · 2^tanh(g(x) − g(x°)). */
function gradientAt(layers: readonly Layer[], row: Float64Array): Float64Array {
  const known = outputAndGradient(layers, row);
  const unknownRow = row.slice();
  writeUnknown(unknownRow, 0);
  const unknown = outputAndGradient(layers, unknownRow);
  // The row with nothing known is the same for all values of what decides.
  for (const column of DECIDING_COLUMNS) unknown.gradient[column] = 0;
  const difference = known.output - unknown.output;
  const factor = toFactor(difference);
  const slope = row[COLUMN.relevance]! * factor * Math.LN2 * CORRECTION_OCTAVES * (1 - Math.tanh(difference) ** 2);
  const gradient = known.gradient.map((value, column) => slope * (value - unknown.gradient[column]!));
  gradient[COLUMN.relevance]! += factor;
  return gradient;
}
