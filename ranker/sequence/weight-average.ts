/** Parameters as they were on average over the last steps of training. */
export interface WeightAverage {
  /** Takes in the parameters as they are now. */
  add(): void;
  /** The average so far; the parameters themselves before the first step. Changed in place. */
  readonly parameters: ReadonlyMap<string, Float32Array>;
}

/**
 * An exponential moving average of the weights (Polyak and Juditsky 1992; with a decay, as in Tarvainen and Valpola 2017): single steps
 * jump around a valley, and their mean lies in it. It is young at first, so that where training began is soon forgotten.
 *
 * @param decay - What is kept of the average at each step, in [0, 1): .998 is about the last 500 steps. 0: the parameters as they are.
 */
export function createWeightAverage(parameters: ReadonlyMap<string, Float32Array>, decay: number): WeightAverage {
  if (decay === 0) return { add: () => undefined, parameters };
  const average = new Map(Array.from(parameters, ([name, values]) => [name, values.slice()]));
  let steps = 0;
  return {
    parameters: average,
    add() {
      steps += 1;
      const kept = Math.min(decay, steps / (steps + 9));
      for (const [name, values] of parameters) {
        const mean = average.get(name)!;
        for (let place = 0; place < values.length; place += 1) mean[place] = kept * mean[place]! + (1 - kept) * values[place]!;
      }
    },
  };
}
