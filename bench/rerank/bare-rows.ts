import { writeUnknown } from '../../ranker/rerank/correction.ts';
import { FEATURE_COUNT } from '../../ranker/index.ts';

/** What the network is called with for these features: each row, and each row with nothing known of shopper and behaviour. */
export function bareRows(features: Float32Array): Float32Array {
  const rows = new Float32Array(2 * features.length);
  rows.set(features);
  rows.set(features, features.length);
  for (let base = features.length; base < rows.length; base += FEATURE_COUNT) writeUnknown(rows, base);
  return rows;
}
