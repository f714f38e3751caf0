import type { SequenceStep } from '../score-part.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Each step of a window but its first is a positive, and has one negative. */
export function examplesOf(window: readonly SequenceStep[]): number {
  return 2 * (window.length - 1);
}

/**
 * Batches of about `examples` examples, so that a recipe's batch is what it is where one pass over a window gives many of them: windows of like
 * length, so that little is filled up, as many as come nearest to that number. A window that has more is a batch by itself.
 *
 * @param windows - Of two steps or more. @returns places of windows; batches are in random order, and which equally long windows go together
 *   changes with every call.
 */
export function exampleBatches(windows: readonly (readonly SequenceStep[])[], examples: number, random: SeededRandom): Int32Array[] {
  const order = random.shuffle(Int32Array.from(windows.keys()));
  const batches: number[][] = [];
  let room = 0;
  for (const place of [...order].toSorted((a, b) => windows[a]!.length - windows[b]!.length)) {
    const own = examplesOf(windows[place]!);
    // What is left over or goes over is smaller with it than without.
    if (room < own / 2) {
      batches.push([]);
      room = examples;
    }
    batches.at(-1)!.push(place);
    room -= own;
  }
  return Array.from(random.shuffle(Int32Array.from(batches.keys())), (batch) => Int32Array.from(batches[batch]!));
}
