import type { TextEncoder } from '../../search/index.ts';
import type { CatalogStore, ProductStore } from '../../stores/ports/catalog-store.ts';
import type { ChangeFeed } from '../../stores/ports/change-feed.ts';
import type { Leases } from '../../stores/ports/leases.ts';
import type { QuarantineStore } from '../../stores/ports/quarantine-store.ts';
import type { RangeWork } from '../../stores/ports/range-work.ts';
import type { SearchIndexWriter } from '../../stores/ports/search-index.ts';

export interface IndexerStores {
  readonly feed: ChangeFeed;
  readonly catalog: Pick<CatalogStore, 'mapping' | 'mappings' | 'sourcesByIds'>;
  readonly products: ProductStore;
  readonly quarantine: Pick<QuarantineStore, 'putQuarantined' | 'removeQuarantined' | 'quarantinedByIds'>;
  readonly index: SearchIndexWriter;
  /** Gives documents their embeddings; null, as by default, leaves them without. */
  readonly encoder?: TextEncoder | null;
}

/** Where the indexer tells what an operator should know; a pino logger is one. */
export interface IndexerLog {
  info(details: Readonly<Record<string, unknown>>, message: string): void;
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
  error(details: Readonly<Record<string, unknown>>, message: string): void;
}

export interface IndexerOptions extends IndexerStores {
  /** Who of several indexers follows the feed, and who rebuilds. */
  readonly leases: Leases;
  /** Shares a rebuild among them. */
  readonly work: RangeWork;
  /**
   * Records brought into the index at once, at most `INDEX_BATCH_MAX`. 50 by default: no step of so few keeps the event loop of a
   * process that also answers requests for more than some milliseconds. A search server does more in less time with more.
   */
  readonly batchSize?: number;
  /** Records of a rebuild that are one piece of work; what is under way when a process is killed is done again. 1,000 by default. */
  readonly rangeSize?: number;
  readonly log: IndexerLog;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}
