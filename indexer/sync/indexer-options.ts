import type { TextEncoder } from '../../search/index.ts';
import type { CatalogStore, ProductStore } from '../../stores/ports/catalog-store.ts';
import type { ChangeFeed } from '../../stores/ports/change-feed.ts';
import type { Leases } from '../../stores/ports/leases.ts';
import type { QuarantineStore } from '../../stores/ports/quarantine-store.ts';
import type { SearchIndexWriter } from '../../stores/ports/search-index.ts';

export interface IndexerStores {
  readonly feed: ChangeFeed;
  readonly catalog: Pick<CatalogStore, 'mapping' | 'sourcesByIds'>;
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
  readonly log: IndexerLog;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}
