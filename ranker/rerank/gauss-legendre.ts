/** Nodes above 0 and weights of the eight-point rule on [-1, 1] (Abramowitz and Stegun 1964, table 25.4). */
const RULE = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
] as const;

export interface Interval {
  readonly from: number;
  readonly to: number;
  /** Equal parts that the rule is applied to, one after the other. */
  readonly pieces: number;
}

/** The integral of a smooth function, by Gauss and Legendre's rule of eight points. */
export function gaussLegendre(f: (x: number) => number, { from, to, pieces }: Interval): number {
  const half = (to - from) / (2 * pieces);
  let sum = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const middle = from + (2 * piece + 1) * half;
    for (const [node, weight] of RULE) sum += weight * (f(middle - node * half) + f(middle + node * half));
  }
  return sum * half;
}
