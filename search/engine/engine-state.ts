import { createDictionary, type Dictionary } from './dictionary.ts';
import type { EngineSchema } from './engine-types.ts';
import { appendZeros, type Growing, growingBytes, growingDoubles, growingFloats, growingSignedBytes, growingWords } from './growing.ts';
import { createPairLists, type PairLists } from './pair-lists.ts';
import { createSortedOrder, type SortedOrder } from './sorted-order.ts';
import type { VectorRows } from './vector-rows.ts';

/** By ordinal: a document's place in order of arrival. Removed ones keep theirs until `compacted`. */
export interface DocumentTable {
  readonly ids: string[];
  /** Living documents only. */
  readonly ordinals: Map<string, number>;
  /** 1: lives. */
  readonly alive: Growing<Uint8Array>;
  readonly available: Growing<Uint8Array>;
  readonly quality: Growing<Float32Array>;
  /** 0: alone; else 1 + the number of its group in `groups`. */
  readonly group: Growing<Uint32Array>;
  readonly groups: Dictionary;
  /** By 1 + group number. */
  readonly groupLive: Growing<Uint32Array>;
  /** Words and CJK characters, `ordinal * fields + field`. */
  readonly lengths: Growing<Uint32Array>;
  /** By text field, over the living: sum of lengths, and documents that have the field. */
  readonly lengthTotals: Growing<Float64Array>;
  readonly lengthDocuments: Growing<Uint32Array>;
  /** Where each document's entries end in `spellings`: `2 * spelling + (1 if in a vocabulary field)`. */
  readonly spellingEnds: Growing<Uint32Array>;
  readonly spellings: Growing<Uint32Array>;
  /** Where each document's entries end in `values`. */
  readonly valueEnds: Growing<Uint32Array>;
  readonly values: Growing<Uint32Array>;
  readonly idOrder: SortedOrder;
}

/** Terms are what queries match; spellings are the words as written, each of one term. */
export interface WordTable {
  readonly terms: Dictionary;
  /** Living documents by term. */
  readonly termLive: Growing<Uint32Array>;
  /** By term: (ordinal, frequencies by field, packed as `frequencyBits` says). */
  readonly postings: PairLists;
  readonly spellings: string[];
  /** Keyed by `spellingKey`. */
  readonly spellingNumbers: Map<string, number>;
  readonly spellingTerm: Growing<Uint32Array>;
  /** Living documents by spelling; and those with it in a vocabulary field. */
  readonly spellingLive: Growing<Uint32Array>;
  readonly spellingVocabulary: Growing<Uint32Array>;
  readonly spellingOrder: SortedOrder;
}

/** A value is a spelling; values that differ by case share a fold, which is what filters and facets go by. */
export interface KeywordTable {
  readonly fields: Dictionary;
  /** By field: (ordinal, value). */
  readonly columns: PairLists;
  /** By field: fold number by lower-case text, value number by text. */
  readonly fieldFolds: Map<string, number>[];
  readonly fieldValues: Map<string, number>[];
  readonly values: string[];
  readonly valueFold: Growing<Uint32Array>;
  readonly valueLive: Growing<Uint32Array>;
  /** Values of one fold are chained: 1 + the next value, 0 at the end. */
  readonly nextValue: Growing<Uint32Array>;
  readonly firstValue: Growing<Uint32Array>;
  readonly foldField: Growing<Uint32Array>;
  /** By fold, where it differs from the value. */
  readonly labels: Map<number, string>;
}

export interface NumberTable {
  readonly fields: Dictionary;
  /** By field: (ordinal, index into `numbers`). */
  readonly columns: PairLists;
  readonly numbers: Growing<Float64Array>;
}

export interface EngineState {
  readonly schema: EngineSchema;
  readonly documents: DocumentTable;
  readonly words: WordTable;
  readonly keywords: KeywordTable;
  readonly numbers: NumberTable;
  /** By ordinal. */
  readonly vectors: VectorRows;
}

export function createEngineState(schema: EngineSchema): EngineState {
  const state: EngineState = {
    schema,
    documents: {
      ids: [],
      ordinals: new Map(),
      alive: growingBytes(),
      available: growingBytes(),
      quality: growingFloats(),
      group: growingWords(),
      groups: createDictionary(),
      groupLive: growingWords(),
      lengths: growingWords(),
      lengthTotals: growingDoubles(),
      lengthDocuments: growingWords(),
      spellingEnds: growingWords(),
      spellings: growingWords(),
      valueEnds: growingWords(),
      values: growingWords(),
      idOrder: createSortedOrder(),
    },
    words: {
      terms: createDictionary(),
      termLive: growingWords(),
      postings: createPairLists(),
      spellings: [],
      spellingNumbers: new Map(),
      spellingTerm: growingWords(),
      spellingLive: growingWords(),
      spellingVocabulary: growingWords(),
      spellingOrder: createSortedOrder(),
    },
    keywords: {
      fields: createDictionary(),
      columns: createPairLists(),
      fieldFolds: [],
      fieldValues: [],
      values: [],
      valueFold: growingWords(),
      valueLive: growingWords(),
      nextValue: growingWords(),
      firstValue: growingWords(),
      foldField: growingWords(),
      labels: new Map(),
    },
    numbers: { fields: createDictionary(), columns: createPairLists(), numbers: growingDoubles() },
    vectors: { dimensions: schema.dimensions, rows: growingSignedBytes(), inverseNorms: growingFloats() },
  };
  appendZeros(state.documents.groupLive, 1);
  appendZeros(state.documents.lengthTotals, schema.texts.length);
  appendZeros(state.documents.lengthDocuments, schema.texts.length);
  return state;
}

/** Distinguishes one spelling of two terms, should analysis ever give it both. */
export function spellingKey(term: string, spelling: string): string {
  return term === spelling ? term : `${term}\n${spelling}`;
}
