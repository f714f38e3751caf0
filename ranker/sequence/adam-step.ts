export interface AdamOptions {
  readonly learningRate: number;
  readonly meanDecay?: number;
  readonly squareDecay?: number;
}

/** Running moments of parameters, one entry a parameter. */
export interface Moments {
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

/** One step's settings. */
export interface AdamStep {
  /** The learning rate, corrected for moments that began at 0. */
  readonly rate: number;
  readonly meanDecay: number;
  readonly squareDecay: number;
}

/** Keeps what no slope ever moved from being divided by 0. */
export const TINY = 1e-8;

/** @param steps - This one included. */
export function adamStep(steps: number, { learningRate, meanDecay = 0.9, squareDecay = 0.999 }: AdamOptions): AdamStep {
  return { rate: (learningRate * Math.sqrt(1 - squareDecay ** steps)) / (1 - meanDecay ** steps), meanDecay, squareDecay };
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) on as many values as there are slopes, in place.
 * @param from - Where the first of them lies.
 */
export function moveByAdam(values: Float32Array, { mean, square }: Moments, gradient: Float32Array, from: number, { rate, meanDecay, squareDecay }: AdamStep): void {
  for (let index = 0, place = from; index < gradient.length; index += 1, place += 1) {
    const slope = gradient[index]!;
    const newMean = meanDecay * mean[place]! + (1 - meanDecay) * slope;
    const newSquare = squareDecay * square[place]! + (1 - squareDecay) * slope * slope;
    mean[place] = newMean;
    square[place] = newSquare;
    values[place] = values[place]! - (rate * newMean) / (Math.sqrt(newSquare) + TINY);
  }
}
