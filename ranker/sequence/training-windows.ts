import type { SequenceStep } from '../score-part.ts';
import type { SeededRandom } from '../seeded-random.ts';

/**
 * Cuts histories into stretches of at most `steps + 1` steps, from the newest back: each step but a stretch's first is
 * predicted from those before it. A stretch begins with the last step of the one before, so that none goes unpredicted.
 *
 * @param histories - Oldest first; those of fewer than two steps teach nothing and are left out.
 */
export function trainingWindows(histories: readonly (readonly SequenceStep[])[], steps: number): (readonly SequenceStep[])[] {
  const windows: (readonly SequenceStep[])[] = [];
  for (const history of histories) {
    for (let end = history.length; end > 1; end -= steps) windows.push(history.slice(Math.max(0, end - steps - 1), end));
  }
  return windows;
}

/**
 * Batches of windows of like length, in random order: short histories are not filled up to the longest of all. Which of
 * equally long windows go together changes with every call.
 */
export function lengthBuckets(windows: readonly (readonly SequenceStep[])[], batch: number, random: SeededRandom): Int32Array[] {
  const order = random.shuffle(Int32Array.from(windows.keys()));
  const byLength = [...order].toSorted((a, b) => windows[a]!.length - windows[b]!.length);
  const count = Math.ceil(byLength.length / batch);
  const places = random.shuffle(Int32Array.from({ length: count }, (_, place) => place));
  return Array.from(places, (place) => Int32Array.from(byLength.slice(place * batch, (place + 1) * batch)));
}
