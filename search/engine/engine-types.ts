export interface EngineTextField {
  readonly name: string;
  /** How much an occurrence counts against one in a field of weight 1. */
  readonly weight: number;
  /** Length normalisation, 0 (none) to 1 (full). */
  readonly b: number;
  /** Its words are offered as completions and spellings. */
  readonly vocabulary: boolean;
}

/** What the engine must know beforehand: 1 to 8 text fields. Keyword and number fields need no declaration. */
export interface EngineSchema {
  readonly texts: readonly EngineTextField[];
  /** Saturation of the weighted term frequency. */
  readonly k1: number;
  /** Length of documents' vectors; 0 keeps none. */
  readonly dimensions: number;
}

export interface EngineDocument {
  /** Well-formed Unicode; so are all other strings. */
  readonly id: string;
  /** By text field; pieces are analysed one by one, so that no compound joins two of them. Unknown fields throw. */
  readonly texts: Readonly<Record<string, string | readonly string[]>>;
  /** By any field name; each value once (without regard to case). */
  readonly keywords: Readonly<Record<string, readonly string[]>>;
  /** Field to value to the name that is shown, where it differs from the value. The last one put holds for all documents. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By any field name; finite. */
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  /** Documents of a group show as one result. */
  readonly group: string | null;
  readonly available: boolean;
  /** Order of a browse, higher first; kept as a 32-bit float. */
  readonly quality: number;
  /** Of any length above 0, as only its direction is kept; finite, as long as the schema says, or null. Not looked at where the schema keeps none. */
  readonly vector: Float32Array | null;
}

/**
 * Exactly one of the two is set. `values` are alternatives, compared without regard to case to keywords, and as
 * numbers to numbers; a range is inclusive and matches where one number lies in it.
 */
export interface EngineFilter {
  readonly field: string;
  readonly values: readonly string[] | null;
  readonly range: { readonly min: number | null; readonly max: number | null } | null;
}

/** The documents named, and those that pass all of the filters, where there are any. */
export interface EngineTarget {
  readonly ids: readonly string[];
  readonly filters: readonly EngineFilter[];
}

/** Other ways to say a part of a query. */
export interface EngineExpansion {
  /** UTF-16 offsets into the text: the words that lie between them. */
  readonly start: number;
  readonly end: number;
  /** Each fulfils all of those words; one of several words where a document has them all. */
  readonly alternatives: readonly string[];
}

export interface EngineQuery {
  /** Blank matches every document; a text without a single word (`!!!`) matches none. */
  readonly text: string;
  /** As `WordMatching` of the port. */
  readonly matching: 'all-then-fewer' | 'any';
  /** Matching groups under which `all-then-fewer` asks for one word fewer. */
  readonly relaxBelow: number;
  /** True: the last word may be the beginning of a word. */
  readonly prefix: boolean;
  readonly filters: readonly EngineFilter[];
  /** By the smallest (`asc`) or largest (`desc`) number of the field, documents without it last; null: by relevance. */
  readonly sort: { readonly field: string; readonly order: 'asc' | 'desc' } | null;
  /** Ids to order. */
  readonly limit: number;
  /** Of these, how many with features. */
  readonly candidates: number;
  readonly facets: readonly string[];
  /** Buckets per facet, at most; filtered values come first into them. */
  readonly bucketsMax: number;
  /** For each entry, a document must be one that one of its targets points at; also for facets. Absent: no demand. */
  readonly only?: readonly (readonly EngineTarget[])[];
  /** What one of them points at is not found. */
  readonly hide?: readonly EngineTarget[];
  /** Candidates say which of them point at them. */
  readonly marks?: readonly EngineTarget[];
  readonly expansions?: readonly EngineExpansion[];
}

export interface EngineCandidate {
  readonly id: string;
  readonly group: string | null;
  /** BM25F as a 32-bit float; 0 when browsing. */
  readonly lexicalScore: number;
  readonly missingWords: number;
  readonly available: boolean;
  /** Indexes into `marks` of the query, ascending; absent where it has none. */
  readonly marks?: readonly number[];
}

export interface EngineNeighbourQuery {
  /** Unit length. */
  readonly vector: Float32Array;
  readonly filters: readonly EngineFilter[];
  readonly limit: number;
  /** As in `EngineQuery`. */
  readonly only?: readonly (readonly EngineTarget[])[];
  readonly hide?: readonly EngineTarget[];
}

export interface EngineNeighbour {
  readonly id: string;
  readonly group: string | null;
  /** Cosine, a 32-bit float. */
  readonly similarity: number;
}

export interface EngineBucket {
  /** The commonest spelling among the documents; of equals the first in code unit order. */
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export interface EngineFacet {
  readonly field: string;
  /** Of keywords: by count descending, then value; a filtered value also with count 0. */
  readonly buckets: readonly EngineBucket[];
  /** Of numbers; null where no match has one. */
  readonly stats: { readonly min: number; readonly max: number } | null;
}

export interface EngineResult {
  /** Best first, one a group, at most `limit`. Order as `Recall.ids` of the port. */
  readonly ids: readonly string[];
  readonly candidates: readonly EngineCandidate[];
  /** Matching groups. */
  readonly total: number;
  /** Most words that a matching group lacks. */
  readonly relaxedWords: number;
  /** In the order asked for. */
  readonly facets: readonly EngineFacet[];
}

export interface EngineCompletion {
  readonly text: string;
  readonly documents: number;
}

export interface EngineValue {
  readonly value: string;
  readonly label: string;
  readonly documents: number;
}

/**
 * A search index in memory: no I/O, no clock. Not for use from several threads.
 * Ordinals, dictionaries and postings are its own; callers see ids.
 */
export interface Engine {
  /** Adds the document, or replaces the one of the same id. */
  put(document: EngineDocument): void;
  /** False where there was none. */
  remove(id: string): boolean;
  has(id: string): boolean;
  /** Documents in it. */
  size(): number;
  search(query: EngineQuery): EngineResult;
  /** The text with its last word completed, most documents first. */
  complete(text: string, limit: number): readonly EngineCompletion[];
  /** Aligned to `words`: a word one edit away that fits the others best, null where the word is known or nothing is near. */
  correctWords(words: readonly string[]): readonly (string | null)[];
  /** A document's values of a keyword field, as put and in that order; empty where there is no such document or field. */
  keywordsOf(id: string, field: string): readonly string[];
  /** A document's first number of a field; null where there is none. */
  numberOf(id: string, field: string): number | null;
  /** Writes a document's vector, of unit length, to the beginning of `target`; false, and nothing written, where it has none. */
  readVector(id: string, target: Float32Array): boolean;
  /** Best first, one a group, ties by id; documents without a vector left out. None where vectors have another length. */
  nearest(query: EngineNeighbourQuery): readonly EngineNeighbour[];
  /** All values of a keyword field, most documents first, then by value. */
  fieldValues(field: string): readonly EngineValue[];
  /** So many documents were removed or replaced that `compact` pays: they still take room and time. */
  isFragmented(): boolean;
  /**
   * Clears out what was removed, in steps of about a millisecond. Linear in the size; twice the memory meanwhile.
   * Between two steps it can be searched, but not written to.
   */
  compact(): Generator<undefined, void>;
  /**
   * Everything, for `loadEngine`; versioned and checksummed; in pieces of about a millisecond's work. It must not be
   * written to before the last piece is used.
   */
  snapshot(): Generator<Uint8Array, void>;
  /** Estimate of what it holds, bytes. */
  memoryBytes(): number;
}
