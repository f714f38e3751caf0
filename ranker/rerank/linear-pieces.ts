import type { Layer } from './layers.ts';

/** A stretch of a straight way on which a network of rectified units is linear. */
export interface LinearPiece {
  /** Shares of the way. */
  readonly from: number;
  readonly to: number;
  /** At `from`. */
  readonly output: number;
  /** Of the output, by the share of the way. */
  readonly slope: number;
  /** Of the output, by each input; the same all along the piece. */
  readonly gradient: Float64Array;
}

/**
 * Cuts the way from `start` to `start + way` where a unit begins or ceases to pass on. Between two cuts the network is linear, so
 * what is integrated over a piece is exact. Layer by layer: on a piece of one layer the sums of the next are linear again, and
 * each of its units has at most one cut there.
 *
 * @returns in order, from 0 to 1, none empty.
 */
export function linearPieces(layers: readonly Layer[], start: Float64Array, way: Float64Array): readonly LinearPiece[] {
  const pieces: LinearPiece[] = [];

  function cut(depth: number, { from, to, values, slopes }: Stretch, passing: readonly Uint8Array[]): void {
    const layer = layers[depth]!;
    const sums = weightedSums(layer, values, layer.bias);
    const sumSlopes = weightedSums(layer, slopes, null);
    if (depth === layers.length - 1) {
      pieces.push({ from, to, output: sums[0]!, slope: sumSlopes[0]!, gradient: gradientOf(layers, passing) });
      return;
    }
    const cuts = [from, ...zeros(sums, sumSlopes, { from, to }), to];
    for (let piece = 0; piece + 1 < cuts.length; piece += 1) {
      const [begin, end] = [cuts[piece]!, cuts[piece + 1]!];
      const middle = (begin + end) / 2;
      const passes = Uint8Array.from(sums, (sum, unit) => (sum + (middle - from) * sumSlopes[unit]! > 0 ? 1 : 0));
      cut(
        depth + 1,
        {
          from: begin,
          to: end,
          values: sums.map((sum, unit) => (passes[unit] === 1 ? sum + (begin - from) * sumSlopes[unit]! : 0)),
          slopes: sumSlopes.map((slope, unit) => (passes[unit] === 1 ? slope : 0)),
        },
        [...passing, passes],
      );
    }
  }

  cut(0, { from: 0, to: 1, values: start, slopes: way }, []);
  return pieces;
}

/** A stretch on which the inputs of a layer are linear: `values` at its beginning, `slopes` by the share of the whole way. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

/** Where units begin or cease to pass on, strictly between the ends; ascending, each place once. */
function zeros(sums: Float64Array, slopes: Float64Array, { from, to }: Pick<Stretch, 'from' | 'to'>): readonly number[] {
  const places = new Set<number>();
  sums.forEach((sum, unit) => {
    const place = from - sum / slopes[unit]!;
    if (place > from && place < to) places.add(place);
  });
  return [...places].toSorted((a, b) => a - b);
}

function weightedSums({ inputs, outputs, weights }: Layer, values: Float64Array, bias: Float32Array | null): Float64Array {
  const sums = bias === null ? new Float64Array(outputs) : Float64Array.from(bias);
  for (let input = 0; input < inputs; input += 1) {
    const value = values[input]!;
    if (value === 0) continue;
    for (let output = 0, place = input * outputs; output < outputs; output += 1, place += 1) sums[output]! += value * weights[place]!;
  }
  return sums;
}

/** Backwards through the units that pass on (Rumelhart, Hinton and Williams 1986). */
function gradientOf(layers: readonly Layer[], passing: readonly Uint8Array[]): Float64Array {
  let gradient: Float64Array = Float64Array.of(1);
  for (let depth = layers.length - 1; depth >= 0; depth -= 1) {
    const { inputs, outputs, weights } = layers[depth]!;
    const before = new Float64Array(inputs);
    for (let input = 0; input < inputs; input += 1) {
      if (depth > 0 && passing[depth - 1]![input] === 0) continue;
      let sum = 0;
      for (let output = 0, place = input * outputs; output < outputs; output += 1, place += 1) sum += gradient[output]! * weights[place]!;
      before[input] = sum;
    }
    gradient = before;
  }
  return gradient;
}
