import type { EngineState } from './engine-state.ts';
import type { EngineQuery } from './engine-types.ts';
import { forEachTargeted } from './for-each-targeted.ts';
import type { SearchScratch } from './search-scratch.ts';

/**
 * The marked documents that `only` and `hide` let in; the marks of the others are taken away, so that nothing after it
 * knows them, neither totals nor facets.
 */
export function admit(
  state: EngineState,
  scratch: SearchScratch,
  marked: Uint32Array,
  { only = [], hide = [] }: Pick<EngineQuery, 'only' | 'hide'>,
): Uint32Array {
  if (only.length === 0 && hide.length === 0) return marked;
  const documents = state.documents.ids.length;
  /** By ordinal: demands of `only` met so far; `BARRED` for what is hidden. */
  const met = new Uint16Array(documents);
  for (const [demand, targets] of only.entries()) {
    for (const target of targets) {
      forEachTargeted(state, target, marked, (ordinal) => {
        if (met[ordinal] === demand) met[ordinal] = demand + 1;
      });
    }
  }
  for (const target of hide) forEachTargeted(state, target, marked, (ordinal) => void (met[ordinal] = BARRED));
  const admitted = new Uint32Array(marked.length);
  let length = 0;
  for (let i = 0; i < marked.length; i++) {
    const ordinal = marked[i]!;
    if (met[ordinal] === only.length) {
      admitted[length++] = ordinal;
    } else {
      scratch.words[ordinal] = 0;
      scratch.lastWord[ordinal] = 0;
    }
  }
  return admitted.subarray(0, length);
}

const BARRED = 0xffff;
