import type { ChangeVersion } from '../../schema/ids.ts';
import type { CatalogStore, CategoryStore, ProductStore } from './catalog-store.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { QuarantineStore } from './quarantine-store.ts';

/** All that is kept of the catalog, as one adapter has it. */
export interface Catalog extends CatalogStore, ProductStore, CategoryStore, ChangeFeed, QuarantineStore, AsyncDisposable {
  /**
   * Drops the change log's entries before the version; a reader whose token is older than that, or null, meets
   * `CHANGE_HISTORY_LOST` from then on. Records, products and tombstones stay. Null where the store bounds its history itself.
   */
  readonly compact: ((beforeVersion: ChangeVersion) => Promise<void>) | null;
}
