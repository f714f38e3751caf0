import type { AdamOptions } from './adam.ts';

export interface RowAdam {
  /** One step of Adam on a table, changed in place. @param gradients - By row; rows that are not in it have a gradient of 0. */
  step(gradients: ReadonlyMap<number, Float32Array>): void;
}

const TINY = 1e-8;

/**
 * `createAdam` for a table of which each step touches few rows. Adam moves a row on for a while after its last gradient, less with every step (the
 * mean fades faster than the root of the square): once a step leaves all of its values as they are, so do all that follow until it has
 * a gradient again. Until then it is passed over; then its moments are made to fade by as many steps at once. The values are those of `createAdam`,
 * but for the rounding of that fading.
 */
export function createRowAdam(table: Float32Array, width: number, { learningRate, meanDecay = 0.9, squareDecay = 0.999 }: AdamOptions): RowAdam {
  const mean = new Float32Array(table.length);
  const square = new Float32Array(table.length);
  /** Rows that still move, and the step that each other one was last looked at in; one that had no gradient yet has nothing to fade. */
  const moving = new Set<number>();
  const restedAt = new Float64Array(table.length / width);
  let steps = 0;

  const wake = (row: number): void => {
    if (moving.has(row)) return;
    moving.add(row);
    const passed = steps - 1 - restedAt[row]!;
    const [ofMean, ofSquare] = [meanDecay ** passed, squareDecay ** passed];
    for (let place = row * width; place < (row + 1) * width; place += 1) {
      mean[place] = mean[place]! * ofMean;
      square[place] = square[place]! * ofSquare;
    }
  };
  const move = (row: number, gradient: Float32Array, rate: number): void => {
    for (let column = 0, place = row * width; column < width; column += 1, place += 1) {
      const slope = gradient[column]!;
      const newMean = meanDecay * mean[place]! + (1 - meanDecay) * slope;
      const newSquare = squareDecay * square[place]! + (1 - squareDecay) * slope * slope;
      mean[place] = newMean;
      square[place] = newSquare;
      table[place] = table[place]! - (rate * newMean) / (Math.sqrt(newSquare) + TINY);
    }
  };
  /** A step without a gradient. @returns whether it changed any value. */
  const moveOn = (row: number, rate: number): boolean => {
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
      const rate = (learningRate * Math.sqrt(1 - squareDecay ** steps)) / (1 - meanDecay ** steps);
      for (const [row, gradient] of gradients) {
        wake(row);
        move(row, gradient, rate);
      }
      for (const row of moving) {
        if (gradients.has(row) || moveOn(row, rate)) continue;
        moving.delete(row);
        restedAt[row] = steps;
      }
    },
  };
}
