import type { EngineState } from './engine-state.ts';
import type { SearchScratch } from './search-scratch.ts';

/** The first of each group, in the order given; at most `limit`. */
export function firstOfGroups(
  { documents }: EngineState,
  { groupSeen }: SearchScratch,
  best: Uint32Array,
  limit: number,
): Uint32Array {
  const shown = new Uint32Array(Math.min(limit, best.length));
  let length = 0;
  for (let i = 0; i < best.length && length < shown.length; i++) {
    const ordinal = best[i]!;
    const group = documents.group.data[ordinal]!;
    if (group !== 0) {
      if (groupSeen[group] === 1) continue;
      groupSeen[group] = 1;
    }
    shown[length++] = ordinal;
  }
  const result = shown.subarray(0, length);
  for (const ordinal of result) groupSeen[documents.group.data[ordinal]!] = 0;
  return result;
}

/** The name of a document's group; null where it is alone. */
export function groupOf({ documents }: EngineState, ordinal: number): string | null {
  const group = documents.group.data[ordinal]!;
  return group === 0 ? null : documents.groups.strings[group - 1]!;
}
