import { fitRidge } from './fit-ridge.ts';
import { type PieceWeights, weighProduct } from './piece-counts.ts';
import { principalAxes } from './principal-axes.ts';
import { sparseRows } from './sparse-rows.ts';
import type { ProductText } from './text-encoder.ts';
import { quantizeTokenTable, type TokenTable } from './token-table.ts';
import { createWordPieces } from './word-pieces.ts';

export interface FitTokenTableOptions {
  /** Name of the table; its version adds a digest of what is in it. */
  readonly name: string;
  /** Pieces that the table may have a row for; those that no text has, and that no query could use, are left out. */
  readonly vocabulary: readonly string[];
  readonly dimensions: number;
  readonly notice: string;
  /** Uniform in [0, 1); the same numbers give the same table. */
  readonly random: () => number;
  /** After each step of the fit; `residual` is what is left of the first error gradient, 0..1. */
  readonly onStep?: (step: { readonly done: number; readonly of: number; readonly residual: number }) => void;
}

/** Weight of a row's size against its error. On a catalogue, anything from .3 to 3 does as well. */
const LAMBDA = 1;
const ITERATIONS = 30;

/**
 * A token table whose sums come as close as they can to a teacher's vectors of the same texts: the teacher's vectors are
 * reduced to the dimensions in which they vary most, and the rows follow by ridge regression. No label is needed.
 * The steps are yielded so that a caller may report them or stop.
 *
 * @param targets - The teacher's unit vectors, float32 of shape `[texts, length]`, aligned to `texts`.
 */
export function* fitTokenTable(texts: readonly ProductText[], targets: Float32Array, options: FitTokenTableOptions): Generator<undefined, TokenTable> {
  const { name, dimensions, notice, random, onStep } = options;
  const all = createWordPieces(options.vocabulary);
  const weights = texts.map((text) => weighProduct(all, text));
  const vocabulary = usedPieces(options.vocabulary, weights);
  const numbers = new Map(vocabulary.map((piece, number) => [all.numberOf(piece)!, number]));
  const features = sparseRows(weights.map((row) => unitEntries(row, numbers)), vocabulary.length);
  const length = targets.length / texts.length;
  const axes = principalAxes(targets, { length, count: dimensions, random });
  const reduced = projected(targets, axes, length);
  const vectors = yield* fitRidge(features, reduced, {
    lambda: LAMBDA,
    iterations: ITERATIONS,
    onIteration: (done, residual) => onStep?.({ done, of: ITERATIONS, residual }),
  });
  return quantizeTokenTable(vectors, { name, vocabulary, notice });
}

/** What the texts have, and the piece that stands for what is unknown; in the order of the vocabulary. */
function usedPieces(vocabulary: readonly string[], weights: readonly PieceWeights[]): string[] {
  const used = new Set<number>();
  for (const row of weights) for (const piece of row.keys()) used.add(piece);
  return vocabulary.filter((piece, number) => piece === '[UNK]' || used.has(number));
}

function unitEntries(row: PieceWeights, numbers: ReadonlyMap<number, number>): [number, number][] {
  const norm = Math.hypot(...row.values());
  return Array.from(row, ([piece, weight]) => [numbers.get(piece)!, weight / norm]);
}

/** Each vector in the coordinates of the axes. */
function projected(vectors: Float32Array, axes: Float32Array, length: number): Float32Array {
  const count = axes.length / length;
  const result = new Float32Array((vectors.length / length) * count);
  for (let row = 0, at = 0; row < vectors.length; row += length) {
    for (let axis = 0; axis < axes.length; axis += length, at++) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += vectors[row + i]! * axes[axis + i]!;
      result[at] = sum;
    }
  }
  return result;
}
