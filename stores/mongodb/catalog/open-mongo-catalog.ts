import type { ChangeVersion } from '../../../schema/ids.ts';
import type { Catalog } from '../../ports/catalog.ts';
import { connect } from '../connect.ts';
import { type ChangeCursor, openChangeCursor } from '../feed/change-cursor.ts';
import { WITHOUT_DOCUMENTS } from '../feed/change-event.ts';
import { createChangeReader } from '../feed/change-reader.ts';
import { createCursorPool } from '../feed/cursor-pool.ts';
import { openHistory } from '../feed/history.ts';
import { createHorizon } from '../feed/horizon.ts';
import { createMongoChangeFeed } from '../feed/mongo-change-feed.ts';
import { versionAt } from '../feed/resume-token.ts';
import { createTail, type TailOptions } from '../feed/tail.ts';
import { catalogCollections } from './catalog-collections.ts';
import { createCommits } from './commits.ts';
import { createCountingSlots } from './counting-slots.ts';
import { ensureCollections, ensurePostImages } from './ensure-collections.ts';
import { createKnownVersions } from './known-versions.ts';
import { createMongoCatalogStore } from './mongo-catalog-store.ts';
import { createMongoCategoryStore } from './mongo-category-store.ts';
import { createMongoProductStore } from './mongo-product-store.ts';
import { createMongoQuarantineStore } from './mongo-quarantine-store.ts';
import { createSourceReader } from './source-reader.ts';

export interface MongoCatalogOptions {
  readonly url: string;
  /** See `ConnectOptions`. */
  readonly namespace: string;
  /** `<database>.<collection>` of the records, where the shop has them already; null, as by default: `products`, beside Aisle's own. */
  readonly products?: string | null;
  /** Name of the mapping of plain documents, which other tools write; null, as by default: they are `ProductInput`s. */
  readonly plainMapping?: string | null;
  /** How old a reader's place in the feed may become where nothing changes, seconds; 10 by default. */
  readonly placeStaysS?: number;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** All that is kept of the catalog, in MongoDB; any number of processes may have it open, and other tools may write records. */
export interface MongoCatalog extends Catalog {
  /** Has every reader of the feed that is not at its head build anew, in all processes. */
  forgetHistory(): Promise<void>;
}

/** @throws AppError `CATALOG_STORE_UNAVAILABLE` where no server answers. */
export async function openMongoCatalog(options: MongoCatalogOptions): Promise<MongoCatalog> {
  const { url, namespace, products = null, plainMapping = null, placeStaysS: staysS = 10, now } = options;
  await using opened = new AsyncDisposableStack();
  const connection = opened.use(await connect({ url, namespace, unavailable: 'CATALOG_STORE_UNAVAILABLE' }));
  const collections = catalogCollections(connection.database, products);
  const openAtEnd = (): Promise<ChangeCursor> => openChangeCursor(collections.products, WITHOUT_DOCUMENTS);
  const versions = createKnownVersions();
  const named = createHorizon();
  const seen = createHorizon();
  const sources = createSourceReader(collections, { versions, seen, plainMapping, now });
  const commits = createCommits({ versions, named });
  const cursors = opened.use(createCursorPool(collections.products));

  const { history, tail } = await connection.run(async () => {
    await ensureCollections(collections);
    const end = await openAtEnd();
    seen.reach(versionAt(end.place));
    const history = await openHistory(collections, async () => ({ begins: end.place, complete: (await sources.scan({ after: null, upTo: null }, 1)).length === 0 }));
    const collectionEnded: TailOptions['collectionEnded'] = async (head) => {
      await ensurePostImages(collections.products);
      await history.beginAt(head);
      await cursors.clear();
    };
    return { history, tail: createTail({ end, openAtEnd, collectionEnded, staysS }) };
  });
  opened.use(tail);

  const readChanges = createChangeReader(collections, { versions, plainMapping });
  const feed = createMongoChangeFeed({ connection, collections, sources, readChanges, commits, history, named, seen, tail, cursors, staysS });
  const currentVersion = async (signal?: AbortSignal): Promise<ChangeVersion> => (await feed.head(signal)).version;
  const resources = opened.move();
  return {
    ...createMongoCatalogStore({ connection, collections, sources, commits, currentVersion, now }),
    ...createMongoProductStore(connection, collections, createCountingSlots(Math.random)),
    ...createMongoCategoryStore(connection, collections),
    ...createMongoQuarantineStore(connection, collections),
    ...feed,
    // The oplog bounds the history itself.
    compact: null,
    async forgetHistory() {
      const { token } = await feed.head();
      await connection.run(() => history.beginAt(token));
      await cursors.clear();
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
