import type { SparseScores } from '../score-part.ts';

/** One part's scores for one shopper, on a scale that other parts' can be added to. @param placeOf - Place of each item asked for. */
export type NormalisedScores = (placeOf: ReadonlyMap<number, number>) => Float32Array;

/**
 * Dense scores become z-scores, sparse ones shares of their largest: what a part means by its numbers differs between parts
 * and, within one, between shoppers. Items of which a sparse part says nothing get 0.
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
  return (placeOf) => {
    const scaled = new Float32Array(placeOf.size);
    for (const [item, place] of placeOf) if (item < raw.length) scaled[place] = (raw[item]! - mean) * scale;
    return scaled;
  };
}

function scaleToLargest({ items, scores }: SparseScores): NormalisedScores {
  let largest = 0;
  for (let entry = 0; entry < scores.length; entry += 1) largest = Math.max(largest, scores[entry]!);
  return (placeOf) => {
    const scaled = new Float32Array(placeOf.size);
    for (let entry = 0; entry < items.length; entry += 1) {
      const place = placeOf.get(items[entry]!);
      if (place !== undefined) scaled[place] = scores[entry]! / largest;
    }
    return scaled;
  };
}
