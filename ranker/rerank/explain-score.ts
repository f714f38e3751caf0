import type { ModelComponent } from '../model/model-types.ts';
import { CORRECTION_OCTAVES, isKnown, toFactor, writeUnknown } from './correction.ts';
import { COLUMN, DECIDING_COLUMNS, FEATURE_COUNT, FEATURES, type FeatureName, REFERENCE_ROW } from './features.ts';
import { type Layer, toLayers } from './layers.ts';
import { outputAndGradient } from './output-and-gradient.ts';

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

/** Largest difference between the score, and baseline plus contributions. */
const TOLERANCE = 5e-4;
/** Pieces of the way at first, and how often one is halved at most. */
const PIECES = 8;
const HALVINGS_MAX = 16;

/**
 * What each feature adds to a score, by integrated gradients (Sundararajan, Taly and Yan 2017, "Axiomatic attribution for
 * deep networks", equation 1): the gradient's mean on the straight way from the reference values, times the difference.
 * By their axiom of completeness the contributions sum to the score less the baseline. That holds for each piece of the way
 * too: the gradient at its middle stands for the whole, and a piece is halved until it holds within its share of .0005. So
 * the work goes where the network has its kinks.
 *
 * Plain loops in 64 bits: it is asked for a product at a time, and needs no backend.
 * @param row - Float32 `[FEATURE_COUNT]`.
 */
export function explainScore(component: ModelComponent, row: Float32Array): ScoreExplanation {
  const layers = toLayers(component, FEATURE_COUNT);
  const start = Float64Array.from(REFERENCE_ROW);
  const way = Float64Array.from(row, (value, column) => value - start[column]!);
  const at = (share: number): ScoreAndGradient => scoreAndGradient(layers, start.map((value, column) => value + share * way[column]!));
  const contributions = new Float64Array(FEATURE_COUNT);

  function integrate(from: Point, to: Point, halvings: number): void {
    const middle = (from.share + to.share) / 2;
    const { score, gradient } = at(middle);
    const length = to.share - from.share;
    const sum = length * gradient.reduce((total, slope, column) => total + slope * way[column]!, 0);
    if (halvings < HALVINGS_MAX && Math.abs(sum - (to.score - from.score)) > TOLERANCE * length) {
      integrate(from, { share: middle, score }, halvings + 1);
      integrate({ share: middle, score }, to, halvings + 1);
      return;
    }
    for (let column = 0; column < FEATURE_COUNT; column += 1) contributions[column]! += length * gradient[column]! * way[column]!;
  }

  const points = Array.from({ length: PIECES + 1 }, (_none, place): Point => ({ share: place / PIECES, score: at(place / PIECES).score }));
  for (let place = 0; place < PIECES; place += 1) integrate(points[place]!, points[place + 1]!, 0);
  return {
    baseline: points[0]!.score,
    features: FEATURES.map(({ name }, column) => ({ name, value: row[column]!, contribution: contributions[column]! })).toSorted(
      (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
    ),
  };
}

/** A place on the way from the reference values (0) to the features (1). */
interface Point {
  readonly share: number;
  readonly score: number;
}

interface ScoreAndGradient {
  readonly score: number;
  /** By each feature. */
  readonly gradient: Float64Array;
}

/** As `RerankScorer.score`, with its gradient. */
function scoreAndGradient(layers: readonly Layer[], row: Float64Array): ScoreAndGradient {
  const known = outputAndGradient(layers, row);
  const unknownRow = row.slice();
  writeUnknown(unknownRow, 0);
  const unknown = outputAndGradient(layers, unknownRow);
  const difference = isKnown(row, 0) ? known.output - unknown.output : 0;
  const factor = toFactor(difference);
  const relevance = row[COLUMN.relevance]!;
  const slope = relevance * factor * Math.LN2 * CORRECTION_OCTAVES * (1 - Math.tanh(difference) ** 2);
  // The row with nothing known is the same for all values of what decides.
  for (const column of DECIDING_COLUMNS) unknown.gradient[column] = 0;
  const gradient = known.gradient.map((value, column) => slope * (value - unknown.gradient[column]!));
  gradient[COLUMN.relevance]! += factor;
  return { score: relevance * factor, gradient };
}
