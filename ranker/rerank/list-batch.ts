import { rowCount, writeUnknown } from './correction.ts';
import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { TrainingList } from './training-list.ts';

/** Some lists side by side, the shorter ones padded. Arrays are row-major. */
export interface ListBatch {
  readonly lists: number;
  /** Of the longest. */
  readonly length: number;
  /** `[lists, length, FEATURE_COUNT]`: as they are, and with nothing known of shopper and behaviour. */
  readonly known: Float32Array;
  readonly unknown: Float32Array;
  /** `[lists, length]`: logarithms of relevance, base 2. */
  readonly octaves: Float32Array;
  /** `[lists, length]`: gains that sum to 1 in each list. */
  readonly targets: Float32Array;
  /** `[lists, length]`: 0, or for padding a number that leaves nothing of an exponential. */
  readonly padding: Float32Array;
}

const NOTHING = -1e9;
/** Less counts as this, so that it has a logarithm. */
const RELEVANCE_MIN = 1e-3;

export function toBatch(lists: readonly TrainingList[]): ListBatch {
  const length = lists.reduce((longest, { gains }) => Math.max(longest, gains.length), 0);
  const places = lists.length * length;
  const known = new Float32Array(places * FEATURE_COUNT);
  const octaves = new Float32Array(places);
  const targets = new Float32Array(places);
  const padding = new Float32Array(places).fill(NOTHING);
  lists.forEach(({ features, gains }, list) => {
    const from = list * length;
    const total = gains.reduce((sum, gain) => sum + gain, 0);
    known.set(features, from * FEATURE_COUNT);
    for (let row = 0; row < rowCount(features); row += 1) {
      octaves[from + row] = Math.log2(Math.max(RELEVANCE_MIN, features[row * FEATURE_COUNT + COLUMN.relevance]!));
      targets[from + row] = gains[row]! / total;
      padding[from + row] = 0;
    }
  });
  const unknown = known.slice();
  for (let base = 0; base < unknown.length; base += FEATURE_COUNT) writeUnknown(unknown, base);
  return { lists: lists.length, length, known, unknown, octaves, targets, padding };
}
