import type { CatalogStore, CategoryStore, ProductStore } from '../../stores/ports/catalog-store.ts';
import type { ChangeFeed } from '../../stores/ports/change-feed.ts';
import type { QuarantineStore } from '../../stores/ports/quarantine-store.ts';
import type { SearchIndex, SearchIndexWriter } from '../../stores/ports/search-index.ts';
import type { SubgraphLog } from '../shared/subgraph.ts';

/** What the catalog subgraph is built from. */
export interface CatalogDeps {
  readonly catalog: Pick<CatalogStore, 'putSources' | 'deleteSources'>;
  readonly products: Pick<ProductStore, 'productsByIds'>;
  readonly categories: CategoryStore;
  readonly feed: Pick<ChangeFeed, 'pending' | 'replay'>;
  readonly quarantine: Pick<QuarantineStore, 'quarantinedByIds' | 'quarantinePage' | 'countQuarantined'>;
  readonly index: Pick<SearchIndexWriter, 'status' | 'position'>;
  /** Shows products while the catalog store is unavailable. */
  readonly fallback: Pick<SearchIndex, 'documentsByIds'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: SubgraphLog;
}
