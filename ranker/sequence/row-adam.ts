import { adamStep, type AdamOptions, type AdamStep, type Moments, moveByAdam, TINY } from './adam-step.ts';

export interface RowAdam {
  /** One step of Adam on a table, changed in place. @param gradients - By row; rows that are not in it have a gradient of 0. */
  step(gradients: ReadonlyMap<number, Float32Array>): void;
}

/**
 * `createAdam` for a table of which each step touches few rows. Adam moves a row on for a while after its last gradient, less with every step (the
 * mean fades faster than the root of the square): once a step leaves all of its values as they are, so do all that follow until it has
 * a gradient again. Until then it is passed over; then its moments are made to fade by as many steps at once. The values are those of `createAdam`,
 * but for the rounding of that fading.
 */
export function createRowAdam(table: Float32Array, width: number, options: AdamOptions): RowAdam {
  const moments: Moments = { mean: new Float32Array(table.length), square: new Float32Array(table.length) };
  const { mean, square } = moments;
  /** Rows that still move, and the step that each other one was last looked at in; one that had no gradient yet has nothing to fade. */
  const moving = new Set<number>();
  const restedAt = new Float64Array(table.length / width);
  let steps = 0;

  const wake = (row: number, { meanDecay, squareDecay }: AdamStep): void => {
    if (moving.has(row)) return;
    moving.add(row);
    const passed = steps - 1 - restedAt[row]!;
    const [ofMean, ofSquare] = [meanDecay ** passed, squareDecay ** passed];
    for (let place = row * width; place < (row + 1) * width; place += 1) {
      mean[place] = mean[place]! * ofMean;
      square[place] = square[place]! * ofSquare;
    }
  };
  /** A step without a gradient. @returns whether it changed any value. */
  const moveOn = (row: number, { rate, meanDecay, squareDecay }: AdamStep): boolean => {
    let changed = 0;
    for (let place = row * width; place < (row + 1) * width; place += 1) {
      const newMean = meanDecay * mean[place]!;
      const newSquare = squareDecay * square[place]!;
      mean[place] = newMean;
      square[place] = newSquare;
      const old = table[place]!;
      const value = Math.fround(old - (rate * newMean) / (Math.sqrt(newSquare) + TINY));
      table[place] = value;
      changed |= Number(value !== old);
    }
    return changed !== 0;
  };
  return {
    step(gradients) {
      steps += 1;
      const step = adamStep(steps, options);
      for (const [row, gradient] of gradients) {
        wake(row, step);
        moveByAdam(table, moments, gradient, row * width, step);
      }
      for (const row of moving) {
        if (gradients.has(row) || moveOn(row, step)) continue;
        moving.delete(row);
        restedAt[row] = steps;
      }
    },
  };
}
