import type { SearchIndex, SearchIndexWriter } from '../../ports/search-index.ts';
import type { IndexLog } from './generation.ts';

export interface EmbeddedSearchIndexOptions {
  /** Folder of the index's files, or `:memory:`. */
  readonly dataDir: string;
  readonly alias: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: IndexLog;
}

export interface EmbeddedSearchIndex extends SearchIndex, SearchIndexWriter, AsyncDisposable {
  /** Writes the engine's state to disk, so that the next start is quick. */
  snapshot(): Promise<void>;
  /** Estimate of what the engine holds, bytes. */
  memoryBytes(): Promise<number>;
}
