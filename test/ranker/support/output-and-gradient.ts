import type { Layer } from '../../../ranker/rerank/layers.ts';

export interface OutputAndGradient {
  readonly output: number;
  /** Of the output, by each input. */
  readonly gradient: Float64Array;
}

/** One row through dense layers with rectified units between them, and back (Rumelhart, Hinton and Williams 1986). */
export function outputAndGradient(layers: readonly Layer[], row: Float64Array): OutputAndGradient {
  const activations = [row];
  layers.forEach((layer, depth) => {
    const sums = forward(layer, activations[depth]!);
    activations.push(depth < layers.length - 1 ? sums.map((sum) => Math.max(0, sum)) : sums);
  });
  let gradient: Float64Array = Float64Array.of(1);
  for (let depth = layers.length - 1; depth >= 0; depth -= 1) {
    // What a rectified unit did not pass on does not depend on what came before it.
    if (depth < layers.length - 1) {
      const passed = activations[depth + 1]!;
      gradient = gradient.map((value, unit) => (passed[unit]! > 0 ? value : 0));
    }
    gradient = backward(layers[depth]!, gradient);
  }
  return { output: activations.at(-1)![0]!, gradient };
}

function forward({ inputs, outputs, weights, bias }: Layer, row: Float64Array): Float64Array {
  const sums = Float64Array.from(bias);
  for (let input = 0; input < inputs; input += 1) {
    const value = row[input]!;
    for (let output = 0; output < outputs; output += 1) sums[output]! += value * weights[input * outputs + output]!;
  }
  return sums;
}

function backward({ inputs, outputs, weights }: Layer, gradient: Float64Array): Float64Array {
  const sums = new Float64Array(inputs);
  for (let input = 0; input < inputs; input += 1) {
    let sum = 0;
    for (let output = 0; output < outputs; output += 1) sum += gradient[output]! * weights[input * outputs + output]!;
    sums[input] = sum;
  }
  return sums;
}
