import type { SparseScores } from '../score-part.ts';

/** One part's scores for one shopper, on a scale that other parts' can be added to. */
export interface NormalisedScores {
  /** As the part gave them. */
  readonly raw: SparseScores | Float32Array;
  /** The scaled score of an item; 0 where the part says nothing of it. */
  of(item: number): number;
}

/**
 * Dense scores become z-scores, sparse ones shares of their largest: what a part means by its numbers differs between parts
 * and, within one, between shoppers.
 */
export function normaliseScores(raw: SparseScores | Float32Array): NormalisedScores {
  return raw instanceof Float32Array ? standardise(raw) : scaleToLargest(raw);
}

function standardise(raw: Float32Array): NormalisedScores {
  let sum = 0;
  let squares = 0;
  for (let item = 0; item < raw.length; item += 1) {
    sum += raw[item]!;
    squares += raw[item]! * raw[item]!;
  }
  const mean = sum / raw.length;
  const deviation = Math.sqrt(Math.max(0, squares / raw.length - mean * mean));
  // Scores that are all alike say nothing; rounding may leave them a deviation far below their size.
  const scale = deviation > 1e-6 * Math.abs(mean) ? 1 / deviation : 0;
  return { raw, of: (item) => (item < raw.length ? (raw[item]! - mean) * scale : 0) };
}

function scaleToLargest(raw: SparseScores): NormalisedScores {
  const largest = raw.scores.reduce((most, score) => Math.max(most, score), 0);
  const byItem = new Map<number, number>();
  raw.items.forEach((item, place) => byItem.set(item, raw.scores[place]! / largest));
  return { raw, of: (item) => byItem.get(item) ?? 0 };
}
