import type { EngineState } from './engine-state.ts';

/** Arrays that searches share, all zero between searches: what a search touches, it clears. */
export interface SearchScratch {
  /** By ordinal: query words that the document has. */
  words: Uint16Array;
  /** By ordinal: 1 + the last query word counted, where a word has alternatives. */
  lastWord: Uint32Array;
  /** By ordinal: `MATCH`, or `MATCH` + 1 + the only filter field it fails, or 0. */
  role: Uint16Array;
  score: Float32Array;
  /** By ordinal: weighted frequency over a word's alternatives, or filters passed. */
  frequency: Float32Array;
  /** By group. */
  groupWords: Uint16Array;
  groupSeen: Uint8Array;
  /** By fold. */
  foldCount: Uint32Array;
  foldGroup: Uint32Array;
}

export const MATCH = 1;

const ARRAYS = {
  words: Uint16Array,
  lastWord: Uint32Array,
  role: Uint16Array,
  score: Float32Array,
  frequency: Float32Array,
} as const;

export function createSearchScratch(): SearchScratch {
  return {
    words: new Uint16Array(0),
    lastWord: new Uint32Array(0),
    role: new Uint16Array(0),
    score: new Float32Array(0),
    frequency: new Float32Array(0),
    groupWords: new Uint16Array(0),
    groupSeen: new Uint8Array(0),
    foldCount: new Uint32Array(0),
    foldGroup: new Uint32Array(0),
  };
}

/** Makes room for everything that `state` numbers. */
export function fitScratch(scratch: SearchScratch, state: EngineState): void {
  const documents = state.documents.ids.length;
  if (scratch.words.length < documents) {
    for (const name of ['words', 'lastWord', 'role', 'score', 'frequency'] as const) {
      Object.assign(scratch, { [name]: new ARRAYS[name](room(documents)) });
    }
  }
  const groups = state.documents.groupLive.length;
  if (scratch.groupWords.length < groups) {
    scratch.groupWords = new Uint16Array(room(groups));
    scratch.groupSeen = new Uint8Array(room(groups));
  }
  const folds = state.keywords.foldField.length;
  if (scratch.foldCount.length < folds) {
    scratch.foldCount = new Uint32Array(room(folds));
    scratch.foldGroup = new Uint32Array(room(folds));
  }
}

function room(count: number): number {
  return count + (count >>> 2) + 16;
}
