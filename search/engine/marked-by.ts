import type { EngineState } from './engine-state.ts';
import type { EngineTarget } from './engine-types.ts';
import { forEachTargeted } from './for-each-targeted.ts';

/** Tells which of the targets point at a document, one of the given, ascending. */
export function markedBy(state: EngineState, targets: readonly EngineTarget[], ordinals: Uint32Array): (ordinal: number) => readonly number[] {
  const pointedAt = targets.map((target) => {
    const documents = new Uint8Array(state.documents.ids.length);
    forEachTargeted(state, target, ordinals, (ordinal) => void (documents[ordinal] = 1));
    return documents;
  });
  return (ordinal) => pointedAt.flatMap((documents, index) => (documents[ordinal] === 1 ? [index] : []));
}
