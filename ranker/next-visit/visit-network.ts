/** A network of one hidden layer that says how likely an item is at the next visit, outside of any backend. */
export interface VisitNetwork {
  readonly inputs: number;
  readonly hidden: number;
  /** Of each input, over the lists it was trained on: what is read is `(value - centre) / spread`. */
  readonly centre: Float32Array;
  readonly spread: Float32Array;
  /** `[inputs, hidden]`, row-major. */
  readonly inner: Float32Array;
  readonly innerOffset: Float32Array;
  readonly outer: Float32Array;
}

/** Standardised inputs beyond it are cut off: what was never seen must not shout. */
export const INPUT_MAX = 6;

/** Logarithms of chances, up to a constant of the list. @param features - `[rows, inputs]`, row-major. */
export function visitScores(network: VisitNetwork, features: Float32Array): Float32Array {
  const { inputs, hidden, inner, innerOffset, outer } = network;
  const rows = standardised(network, features);
  const scores = new Float32Array(features.length / inputs);
  const sums = new Float32Array(hidden);
  for (let row = 0; row < scores.length; row += 1) {
    sums.set(innerOffset);
    for (let input = 0; input < inputs; input += 1) {
      const value = rows[row * inputs + input]!;
      for (let unit = 0; unit < hidden; unit += 1) sums[unit] = sums[unit]! + value * inner[input * hidden + unit]!;
    }
    scores[row] = sums.reduce((score, sum, unit) => score + Math.max(0, sum) * outer[unit]!, 0);
  }
  return scores;
}

export function standardised({ inputs, centre, spread }: Pick<VisitNetwork, 'inputs' | 'centre' | 'spread'>, features: Float32Array): Float32Array {
  return features.map((value, place) => Math.max(-INPUT_MAX, Math.min(INPUT_MAX, (value - centre[place % inputs]!) / spread[place % inputs]!)));
}
