import { analyze } from '../analysis/analyze.ts';
import { spellingOf } from '../analysis/spelling-of.ts';
import { intern } from './dictionary.ts';
import { type EngineState, spellingKey } from './engine-state.ts';
import type { EngineDocument } from './engine-types.ts';
import { frequencyBits } from './frequency-bits.ts';
import { append, appendZeros } from './growing.ts';
import { addList, appendPair } from './pair-lists.ts';
import { putKeywords } from './put-keywords.ts';
import { mergeOrder } from './sorted-order.ts';
import { appendVector } from './vector-rows.ts';

/** Strings that a merge sorts at once: few milliseconds, of which it costs one to move a million others. */
const UNMERGED_MAX = 2_048;

/** Adds a document that is not there yet, under the next ordinal. */
export function putDocument(state: EngineState, document: EngineDocument): void {
  const { documents } = state;
  const ordinal = documents.ids.push(document.id) - 1;
  documents.ordinals.set(document.id, ordinal);
  append(documents.alive, 1);
  append(documents.available, Number(document.available));
  append(documents.quality, document.quality + 0);
  putGroup(state, document.group);
  putTexts(state, ordinal, document.texts);
  putKeywords(state, ordinal, document);
  putNumbers(state, ordinal, document.numbers);
  appendVector(state.vectors, document.vector);
  // Now and then, so that no search after a large load has it all to do.
  if (documents.ids.length - documents.idOrder.length >= UNMERGED_MAX) mergeOrder(documents.idOrder, documents.ids);
  const { words } = state;
  if (words.spellings.length - words.spellingOrder.length >= UNMERGED_MAX) mergeOrder(words.spellingOrder, words.spellings);
}

function putGroup({ documents }: EngineState, name: string | null): void {
  const group = name === null ? 0 : 1 + intern(documents.groups, name);
  append(documents.group, group);
  if (group === documents.groupLive.length) append(documents.groupLive, 0);
  documents.groupLive.data[group]!++;
}

function putTexts({ schema, documents, words }: EngineState, ordinal: number, texts: EngineDocument['texts']): void {
  const bits = frequencyBits(schema.texts.length);
  const highest = 2 ** bits - 1;
  const frequencies = new Map<number, number>();
  const inVocabulary = new Map<number, boolean>();
  const lengthsAt = appendZeros(documents.lengths, schema.texts.length);
  for (const [field, { name, vocabulary }] of schema.texts.entries()) {
    const pieces = texts[name] ?? [];
    const shift = field * bits;
    let length = 0;
    for (const piece of typeof pieces === 'string' ? [pieces] : pieces) {
      let furthest = -1;
      for (const token of analyze(piece)) {
        const { term, start } = token;
        // A field is as long as it was written: other forms of a word begin where the word does and do not lengthen it.
        if (start > furthest) length++;
        furthest = Math.max(furthest, start);
        const number = internTerm(words, term);
        const packed = frequencies.get(number) ?? 0;
        const saturated = ((packed >>> shift) & highest) === highest;
        frequencies.set(number, saturated ? packed : packed + 2 ** shift);
        const { spelling: written, offered: complete } = spellingOf(token);
        const spelling = internSpelling(words, number, term, written);
        const offered = vocabulary && complete;
        if (offered || !inVocabulary.has(spelling)) inVocabulary.set(spelling, offered);
      }
    }
    documents.lengths.data[lengthsAt + field] = length;
    documents.lengthTotals.data[field]! += length;
    documents.lengthDocuments.data[field]! += Number(length > 0);
  }
  for (const [term, packed] of frequencies) {
    words.termLive.data[term]!++;
    appendPair(words.postings, term, ordinal, packed);
  }
  for (const [spelling, vocabulary] of inVocabulary) {
    words.spellingLive.data[spelling]!++;
    words.spellingVocabulary.data[spelling]! += Number(vocabulary);
    append(documents.spellings, 2 * spelling + Number(vocabulary));
  }
  append(documents.spellingEnds, documents.spellings.length);
}

function internTerm(words: EngineState['words'], term: string): number {
  const number = intern(words.terms, term);
  if (number === words.termLive.length) {
    append(words.termLive, 0);
    addList(words.postings);
  }
  return number;
}

function internSpelling(words: EngineState['words'], term: number, termText: string, spelling: string): number {
  const key = spellingKey(termText, spelling);
  const known = words.spellingNumbers.get(key);
  if (known !== undefined) return known;
  const number = words.spellings.push(spelling) - 1;
  words.spellingNumbers.set(key, number);
  append(words.spellingTerm, term);
  append(words.spellingLive, 0);
  append(words.spellingVocabulary, 0);
  return number;
}

function putNumbers({ numbers }: EngineState, ordinal: number, values: EngineDocument['numbers']): void {
  for (const [name, list] of Object.entries(values)) {
    if (list.length === 0) continue;
    const field = intern(numbers.fields, name);
    if (field === numbers.columns.size.length) addList(numbers.columns);
    for (const value of list) {
      appendPair(numbers.columns, field, ordinal, numbers.numbers.length);
      // -0 becomes 0: they are one number, but not one pattern of bits.
      append(numbers.numbers, value + 0);
    }
  }
}
