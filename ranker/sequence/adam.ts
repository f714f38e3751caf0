/** Parameters' running moments, one entry a parameter. */
interface Moments {
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly meanDecay?: number;
  readonly squareDecay?: number;
}

export interface Adam {
  /** Changes `parameters` in place. Those without a gradient stay. */
  step(parameters: ReadonlyMap<string, Float32Array>, gradients: ReadonlyMap<string, Float32Array>): void;
}

const TINY = 1e-8;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on plain arrays. A catalogue's embeddings are most of a model's parameters, and a
 * step touches few of their rows: one pass over an array costs a tenth of what a tfjs optimiser's dozen operations do, and
 * parameters need not leave and enter a backend.
 */
export function createAdam({ learningRate, meanDecay = 0.9, squareDecay = 0.999 }: AdamOptions): Adam {
  const moments = new Map<string, Moments>();
  let steps = 0;
  return {
    step(parameters, gradients) {
      steps += 1;
      const rate = (learningRate * Math.sqrt(1 - squareDecay ** steps)) / (1 - meanDecay ** steps);
      for (const [name, gradient] of gradients) {
        const values = parameters.get(name)!;
        let moment = moments.get(name);
        if (moment === undefined) {
          moment = { mean: new Float32Array(values.length), square: new Float32Array(values.length) };
          moments.set(name, moment);
        }
        const { mean, square } = moment;
        for (let place = 0; place < values.length; place += 1) {
          const slope = gradient[place]!;
          const newMean = meanDecay * mean[place]! + (1 - meanDecay) * slope;
          const newSquare = squareDecay * square[place]! + (1 - squareDecay) * slope * slope;
          mean[place] = newMean;
          square[place] = newSquare;
          values[place] = values[place]! - (rate * newMean) / (Math.sqrt(newSquare) + TINY);
        }
      }
    },
  };
}
