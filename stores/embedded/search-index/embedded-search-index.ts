import type { EmbeddingSpace, ProductIndex } from '../../ports/product-index.ts';
import type { IndexLog } from './generation.ts';

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

export interface EmbeddedSearchIndex extends ProductIndex {
  /** Writes the engine's state to disk, so that the next start is quick. */
  snapshot(): Promise<void>;
  /** Estimate of what the engine holds, bytes. */
  memoryBytes(): Promise<number>;
}
