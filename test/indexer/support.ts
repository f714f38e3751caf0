import { createIndexer, type Indexer } from '../../indexer/index.ts';
import { productId } from '../../schema/ids.ts';
import { createLeases, createRangeWork, type EmbeddedSearchIndex, openEmbeddedCatalog, openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import { openMongoCatalog } from '../../stores/mongodb/index.ts';
import type { Catalog } from '../../stores/ports/catalog.ts';
import type { JsonObject, SourceRecord } from '../../stores/ports/catalog-store.ts';
import type { Leases } from '../../stores/ports/leases.ts';
import type { RangeWork } from '../../stores/ports/range-work.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { scratchDatabase } from '../stores/mongodb/support/scratch-database.ts';
import { SERVERS, uniqueNamespace } from '../support/servers.ts';

export interface Stores extends AsyncDisposable {
  readonly catalog: Catalog;
  readonly index: EmbeddedSearchIndex;
  readonly log: readonly string[];
  /** A new indexer over the stores; the caller disposes of it. */
  indexer(over?: { readonly index?: Partial<EmbeddedSearchIndex>; readonly leases?: Leases; readonly work?: RangeWork; readonly rangeSize?: number; readonly now?: () => number }): Indexer;
  /** Makes the feed forget all history up to now. */
  loseHistory(): Promise<void>;
}

/** Where stores are kept while they are closed. */
export interface Place extends AsyncDisposable {
  open(): Promise<Stores>;
}

/** A kind of catalog that the indexer works on. */
export interface World {
  readonly name: string;
  /** Generated cases, of so many. */
  readonly runs: (of: number) => number;
  readonly newPlace: () => Promise<Place>;
  /** Stores that go when they are closed. */
  readonly openStores: () => Promise<Stores>;
}

const EMBEDDED: World = {
  name: 'embedded',
  runs: (of) => of,
  async newPlace() {
    const folder = await temporaryFolder();
    return { open: () => openOnEmbedded(folder.path), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  },
  openStores: () => openOnEmbedded(':memory:'),
};

const onMongo = (url: string): World => {
  const newPlace = async (indexDir: string | null): Promise<Place> => {
    await using stack = new AsyncDisposableStack();
    const dataDir = indexDir ?? stack.use(await temporaryFolder()).path;
    const namespace = uniqueNamespace();
    stack.use(await scratchDatabase(url, namespace));
    const place = stack.move();
    return {
      async open() {
        const catalog = await openMongoCatalog({ url, namespace, now: () => 1 });
        return openStoresOn(catalog, { dataDir, loseHistory: () => catalog.forgetHistory() });
      },
      [Symbol.asyncDispose]: () => place.disposeAsync(),
    };
  };
  return {
    name: 'MongoDB',
    runs: () => 3,
    newPlace: () => newPlace(null),
    async openStores() {
      const place = await newPlace(':memory:');
      const stores = await place.open();
      return {
        ...stores,
        async [Symbol.asyncDispose]() {
          await stores[Symbol.asyncDispose]();
          await place[Symbol.asyncDispose]();
        },
      };
    },
  };
};

/** Embedded, and those whose server is there. */
export const WORLDS: readonly World[] = [EMBEDDED, ...(SERVERS.mongodbUrl === null ? [] : [onMongo(SERVERS.mongodbUrl)])];

async function openOnEmbedded(dataDir: string): Promise<Stores> {
  const catalog = await openEmbeddedCatalog({ dataDir, now: () => 1 });
  return openStoresOn(catalog, { dataDir, loseHistory: async () => catalog.compact((await catalog.head()).version) });
}

interface StoresOptions {
  /** Folder of the index, or `:memory:`. */
  readonly dataDir: string;
  readonly loseHistory: () => Promise<void>;
}

async function openStoresOn(catalog: Catalog, { dataDir, loseHistory }: StoresOptions): Promise<Stores> {
  const log: string[] = [];
  const say = (_details: unknown, message: string): void => void log.push(message);
  const logger = { info: say, warn: say, error: say };
  const index = await openEmbeddedSearchIndex({ dataDir, alias: 'products', now: () => 1, log: logger });
  return {
    catalog,
    index,
    log,
    indexer: (over) =>
      createIndexer({ feed: catalog, catalog, products: catalog, quarantine: catalog, index: { ...index, ...over?.index }, leases: over?.leases ?? createLeases(), work: over?.work ?? createRangeWork({ concurrency: 2 }), rangeSize: over?.rangeSize ?? 50, log: logger, now: over?.now ?? (() => 1) }),
    loseHistory,
    async [Symbol.asyncDispose]() {
      await index[Symbol.asyncDispose]();
      await catalog[Symbol.asyncDispose]();
    },
  };
}

export function record(id: string, fields: JsonObject = { title: `Title of ${id}` }): SourceRecord {
  return { id: productId(id), mapping: null, record: { id, ...fields }, origin: null };
}

/** Waits until all that the catalog holds is searchable or in quarantine. */
export async function settle({ catalog }: Stores, indexer: Indexer): Promise<void> {
  const reached = await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 20_000 });
  if (!reached) throw new Error('The indexer did not catch up.');
}

/** Titles that the index holds, by id. */
export async function indexed({ index }: Stores): Promise<Readonly<Record<string, string>>> {
  const ids = (await index.scan(null, 1_000)).map(({ id }) => id);
  const documents = await index.documentsByIds(ids);
  return Object.fromEntries(documents.map((document) => [document!.id as string, document!.product.title]));
}
