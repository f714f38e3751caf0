import type { SearchIndex, SearchIndexWriter } from '../../ports/search-index.ts';
import type { IndexLog } from './generation.ts';

/** The vectors that an index keeps. */
export interface EmbeddingSpace {
  /** Names the text encoder and its table; vectors of another version are never compared with these. */
  readonly version: string;
  readonly dimensions: number;
}

export interface EmbeddedSearchIndexOptions {
  /** Folder of the index's files, or `:memory:`. */
  readonly dataDir: string;
  readonly alias: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: IndexLog;
  /** What new generations are made for; null, as by default, keeps no embeddings. */
  readonly embeddings?: EmbeddingSpace | null;
}

export interface EmbeddedSearchIndex extends SearchIndex, SearchIndexWriter, AsyncDisposable {
  /** Writes the engine's state to disk, so that the next start is quick. */
  snapshot(): Promise<void>;
  /** Estimate of what the engine holds, bytes. */
  memoryBytes(): Promise<number>;
}
