import type { EngineState } from './engine-state.ts';

/** Marks a document dead and takes it out of all counts; its pairs stay until it is `compacted`. */
export function removeDocument(state: EngineState, id: string): boolean {
  const { schema, documents, words, keywords } = state;
  const ordinal = documents.ordinals.get(id);
  if (ordinal === undefined) return false;
  documents.ordinals.delete(id);
  documents.alive.data[ordinal] = 0;
  documents.groupLive.data[documents.group.data[ordinal]!]!--;
  for (let field = 0; field < schema.texts.length; field++) {
    const length = documents.lengths.data[ordinal * schema.texts.length + field]!;
    documents.lengthTotals.data[field]! -= length;
    documents.lengthDocuments.data[field]! -= Number(length > 0);
  }
  const terms = new Set<number>();
  for (let i = startOf(documents.spellingEnds.data, ordinal); i < documents.spellingEnds.data[ordinal]!; i++) {
    const entry = documents.spellings.data[i]!;
    const spelling = entry >>> 1;
    words.spellingLive.data[spelling]!--;
    words.spellingVocabulary.data[spelling]! -= entry & 1;
    terms.add(words.spellingTerm.data[spelling]!);
  }
  for (const term of terms) words.termLive.data[term]!--;
  for (let i = startOf(documents.valueEnds.data, ordinal); i < documents.valueEnds.data[ordinal]!; i++) {
    keywords.valueLive.data[documents.values.data[i]!]!--;
  }
  return true;
}

/** Where the entries of `ordinal` begin, given where each document's end. */
export function startOf(ends: Uint32Array, ordinal: number): number {
  return ordinal === 0 ? 0 : ends[ordinal - 1]!;
}
