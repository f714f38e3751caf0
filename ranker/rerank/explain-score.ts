import type { ModelComponent } from '../model/model-types.ts';
import { CORRECTION_OCTAVES, isKnown, toFactor } from './correction.ts';
import { COLUMN, DECIDING_COLUMNS, FEATURE_COUNT, FEATURES, type FeatureName, REFERENCE_ROW } from './features.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { toLayers } from './layers.ts';
import { type LinearPiece, linearPieces } from './linear-pieces.ts';

export interface FeatureContribution {
  readonly name: FeatureName;
  readonly value: number;
  /** What the value added to the baseline, in units of relevance. */
  readonly contribution: number;
}

export interface ScoreExplanation {
  /** The score of a product whose features all have their reference values. */
  readonly baseline: number;
  /** Largest contribution first, by size. */
  readonly features: readonly FeatureContribution[];
}

/**
 * What each feature adds to a score, by integrated gradients (Sundararajan, Taly and Yan 2017, "Axiomatic attribution for
 * deep networks", equation 1): the gradient's mean on the straight way from the reference values, times the difference.
 * By their axiom of completeness the contributions sum to the score less the baseline.
 *
 * Their sum over equal steps takes thousands of steps to hold that within .001, since rectified units make the gradient jump. So
 * the way is cut where it jumps (`linearPieces`): between two cuts only the factor 2^tanh is not linear, and that is a smooth
 * function of one number. Plain loops in 64 bits, a few milliseconds; needs no backend.
 *
 * @param row - Float32 `[FEATURE_COUNT]`.
 */
export function explainScore(component: ModelComponent, row: Float32Array): ScoreExplanation {
  const layers = toLayers(component, FEATURE_COUNT);
  const start = Float64Array.from(REFERENCE_ROW);
  const way = Float64Array.from(row, (value, column) => value - start[column]!);
  const unknownWay = way.slice();
  for (const column of DECIDING_COLUMNS) unknownWay[column] = 0;

  const contributions = new Float64Array(FEATURE_COUNT);
  const relevanceAt = (share: number): number => start[COLUMN.relevance]! + share * way[COLUMN.relevance]!;
  // Without anything known the factor is 1 all along.
  const pairs = isKnown(row, 0) ? commonPieces(linearPieces(layers, start, way), linearPieces(layers, start, unknownWay)) : [];
  for (const { from, to, known, unknown } of pairs) {
    const differenceAt = (share: number): number => outputAt(known, share) - outputAt(unknown, share);
    const bends = { from, to, pieces: Math.ceil(Math.abs(differenceAt(to) - differenceAt(from))) || 1 };
    const perDifference = gaussLegendre((share) => relevanceAt(share) * slopeOfFactor(differenceAt(share)), bends);
    for (let column = 0; column < FEATURE_COUNT; column += 1) {
      contributions[column]! += way[column]! * known.gradient[column]! * perDifference - unknownWay[column]! * unknown.gradient[column]! * perDifference;
    }
    contributions[COLUMN.relevance]! += way[COLUMN.relevance]! * gaussLegendre((share) => toFactor(differenceAt(share)), bends);
  }
  if (pairs.length === 0) contributions[COLUMN.relevance] = way[COLUMN.relevance]!;
  return {
    baseline: start[COLUMN.relevance]!,
    features: FEATURES.map(({ name }, column) => ({ name, value: row[column]!, contribution: contributions[column]! })).toSorted(
      (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
    ),
  };
}

/** A stretch of the way on which the network is linear both as it is and with nothing known of shopper and behaviour. */
interface CommonPiece {
  readonly from: number;
  readonly to: number;
  readonly known: LinearPiece;
  readonly unknown: LinearPiece;
}

/** Both given from 0 to 1. */
function commonPieces(known: readonly LinearPiece[], unknown: readonly LinearPiece[]): readonly CommonPiece[] {
  const common: CommonPiece[] = [];
  let [left, right, from] = [0, 0, 0];
  while (left < known.length && right < unknown.length) {
    const to = Math.min(known[left]!.to, unknown[right]!.to);
    if (to > from) common.push({ from, to, known: known[left]!, unknown: unknown[right]! });
    from = to;
    if (known[left]!.to <= to) left += 1;
    if (unknown[right]!.to <= to) right += 1;
  }
  return common;
}

function outputAt({ from, output, slope }: LinearPiece, share: number): number {
  return output + (share - from) * slope;
}

/** Of `toFactor`, by the difference. */
function slopeOfFactor(difference: number): number {
  return toFactor(difference) * Math.LN2 * CORRECTION_OCTAVES * (1 - Math.tanh(difference) ** 2);
}
