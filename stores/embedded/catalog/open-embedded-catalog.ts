import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { ChangeVersion } from '../../../schema/ids.ts';
import type { CatalogStore, CategoryStore, ProductStore } from '../../ports/catalog-store.ts';
import type { ChangeFeed } from '../../ports/change-feed.ts';
import type { QuarantineStore } from '../../ports/quarantine-store.ts';
import { openDatabase } from '../sqlite/open-database.ts';
import { CATALOG_MIGRATIONS } from './catalog-schema.ts';
import { createEmbeddedCatalogStore } from './embedded-catalog-store.ts';
import { createEmbeddedCategoryStore } from './embedded-category-store.ts';
import { createEmbeddedChangeFeed } from './embedded-change-feed.ts';
import { createEmbeddedProductStore } from './embedded-product-store.ts';
import { createEmbeddedQuarantineStore } from './embedded-quarantine-store.ts';
import { prepare } from '../sqlite/statements.ts';

export interface EmbeddedCatalogOptions {
  /** Folder of `catalog.db`, or `:memory:`. */
  readonly dataDir: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** How long a write waits for another process's, milliseconds; 5,000 by default. */
  readonly busyTimeoutMs?: number;
}

/** All that is kept of the catalog, in one SQLite file. */
export interface EmbeddedCatalog extends CatalogStore, ProductStore, CategoryStore, ChangeFeed, QuarantineStore, AsyncDisposable {
  /** Drops log entries up to and with the version; a reader that had not got there meets `CHANGE_HISTORY_LOST`. */
  compact(upTo: ChangeVersion): Promise<void>;
}

/** @throws AppError `STORE_LOCKED`, `CATALOG_STORE_UNAVAILABLE`; `CONFIGURATION_INVALID` for a file of a newer release. */
export async function openEmbeddedCatalog({ dataDir, now, busyTimeoutMs }: EmbeddedCatalogOptions): Promise<EmbeddedCatalog> {
  const database = openDatabase({
    path: dataDir === ':memory:' ? dataDir : join(dataDir, 'catalog.db'),
    migrations: CATALOG_MIGRATIONS,
    unavailable: 'CATALOG_STORE_UNAVAILABLE',
    ...(busyTimeoutMs === undefined ? {} : { busyTimeoutMs }),
  });
  const changes = new EventEmitter().setMaxListeners(0);
  const changed = (): void => void changes.emit('change');
  const dropLog = prepare(database, 'DELETE FROM change_log WHERE position <= ?');
  const moveBound = prepare(database, 'UPDATE log_bounds SET compacted_to = max(compacted_to, ?)');

  return {
    ...createEmbeddedCatalogStore(database, { now, changed }),
    ...createEmbeddedProductStore(database),
    ...createEmbeddedCategoryStore(database),
    ...createEmbeddedChangeFeed(database, { now, changed, nextChange: (signal) => nextEvent(changes, signal) }),
    ...createEmbeddedQuarantineStore(database),
    async compact(upTo) {
      database.write(() => {
        dropLog.run(upTo);
        moveBound.run(upTo);
      });
    },
    async [Symbol.asyncDispose]() {
      database[Symbol.dispose]();
    },
  };
}

async function nextEvent(changes: EventEmitter, signal: AbortSignal): Promise<void> {
  await once(changes, 'change', { signal }).catch(() => {});
}
