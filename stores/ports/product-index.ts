import type { SearchIndex, SearchIndexWriter } from './search-index.ts';

/** The vectors that an index keeps. */
export interface EmbeddingSpace {
  /** Names the text encoder and its table; vectors of another version are never compared with these. */
  readonly version: string;
  readonly dimensions: number;
}

/** The search index, read and written, as one adapter has it. */
export interface ProductIndex extends SearchIndex, SearchIndexWriter, AsyncDisposable {
  /** Estimate of what the index holds in this process, bytes; null where it is a server's. */
  memoryBytes(): Promise<number | null>;
}
