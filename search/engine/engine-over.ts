import { AppError } from '../../schema/errors.ts';
import { compacted } from './compacted.ts';
import { completeText } from './complete-text.ts';
import { correctWords } from './correct-words.ts';
import { livingOf, nameFold } from './count-facets.ts';
import type { EngineState } from './engine-state.ts';
import { keywordsOf, numberOf } from './document-values.ts';
import type { Engine, EngineDocument, EngineValue } from './engine-types.ts';
import { memoryBytes } from './memory-bytes.ts';
import { nearestDocuments } from './nearest-documents.ts';
import { putDocument } from './put-document.ts';
import { removeDocument } from './remove-document.ts';
import { searchDocuments } from './search-documents.ts';
import { createSearchScratch } from './search-scratch.ts';
import { compareStrings } from './sorted-order.ts';
import { writeSnapshot } from './snapshot.ts';
import { readVector } from './vector-rows.ts';

/** Share of dead documents past which they should be cleared out: each write then pays for moving at most three others. */
const DEAD_SHARE_MAX = 0.25;

/** The engine's operations over a state that it owns from now on. */
export function engineOver(initial: EngineState): Engine {
  let state = initial;
  const scratch = createSearchScratch();
  return {
    put(document) {
      checkDocument(state, document);
      removeDocument(state, document.id);
      putDocument(state, document);
    },
    remove: (id) => removeDocument(state, id),
    isFragmented() {
      const { ids, ordinals } = state.documents;
      return ids.length - ordinals.size > DEAD_SHARE_MAX * ids.length;
    },
    *compact() {
      state = yield* compacted(state);
    },
    has: (id) => state.documents.ordinals.has(id),
    size: () => state.documents.ordinals.size,
    search: (query) => searchDocuments(state, scratch, query),
    complete: (text, limit) => completeText(state, scratch, text, limit),
    correctWords: (words) => correctWords(state, words),
    keywordsOf: (id, field) => keywordsOf(state, id, field),
    numberOf: (id, field) => numberOf(state, id, field),
    readVector(id, target) {
      const ordinal = state.documents.ordinals.get(id);
      return ordinal !== undefined && readVector(state.vectors, ordinal, target);
    },
    nearest: (query) => nearestDocuments(state, scratch, query),
    fieldValues: (field) => fieldValues(state, field),
    snapshot: () => writeSnapshot(state),
    memoryBytes: () => memoryBytes(state, scratch),
  };
}

/** Before anything is written, so that a document is in the index as a whole or not at all. */
function checkDocument({ schema }: EngineState, { texts, numbers, quality, vector }: EngineDocument): void {
  const unknown = Object.keys(texts).find((name) => schema.texts.every((field) => field.name !== name));
  if (unknown !== undefined) throw new AppError('INVARIANT_BROKEN', `Expected a text field of the schema, got "${unknown}".`);
  for (const [field, values] of Object.entries({ ...numbers, quality: [quality] })) {
    const wrong = values.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) throw new AppError('INVARIANT_BROKEN', `Expected finite numbers in "${field}", got ${wrong}.`);
  }
  if (vector === null || schema.dimensions === 0) return;
  if (vector.length !== schema.dimensions || !vector.every(Number.isFinite)) {
    throw new AppError('INVARIANT_BROKEN', `Expected a vector of ${schema.dimensions} finite numbers, got ${vector.length} numbers.`);
  }
}

function fieldValues({ keywords }: EngineState, name: string): EngineValue[] {
  const field = keywords.fields.numbers.get(name);
  if (field === undefined) return [];
  return [...keywords.fieldFolds[field]!.values()]
    .map((fold) => Object.assign(nameFold(keywords, fold), { documents: livingOf(keywords, fold) }))
    .filter(({ documents }) => documents > 0)
    .toSorted((a, b) => b.documents - a.documents || compareStrings(a.value, b.value));
}
