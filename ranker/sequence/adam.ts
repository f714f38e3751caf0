import { adamStep, type AdamOptions, type Moments, moveByAdam } from './adam-step.ts';

export interface Adam {
  /** Changes `parameters` in place. Those without a gradient stay. */
  step(parameters: ReadonlyMap<string, Float32Array>, gradients: ReadonlyMap<string, Float32Array>): void;
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on plain arrays. A catalogue's embeddings are most of a model's parameters, and a
 * step touches few of their rows: one pass over an array costs a tenth of what a tfjs optimiser's dozen operations do, and
 * parameters need not leave and enter a backend.
 */
export function createAdam(options: AdamOptions): Adam {
  const moments = new Map<string, Moments>();
  let steps = 0;
  return {
    step(parameters, gradients) {
      steps += 1;
      const step = adamStep(steps, options);
      for (const [name, gradient] of gradients) {
        const values = parameters.get(name)!;
        let moment = moments.get(name);
        if (moment === undefined) {
          moment = { mean: new Float32Array(values.length), square: new Float32Array(values.length) };
          moments.set(name, moment);
        }
        moveByAdam(values, moment, gradient, 0, step);
      }
    },
  };
}
