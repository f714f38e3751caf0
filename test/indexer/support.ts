import { createIndexer, type Indexer } from '../../indexer/index.ts';
import { productId } from '../../schema/ids.ts';
import { createLeases, type EmbeddedCatalog, type EmbeddedSearchIndex, openEmbeddedCatalog, openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import type { Leases } from '../../stores/ports/leases.ts';
import type { JsonObject, SourceRecord } from '../../stores/ports/catalog-store.ts';

export interface Stores extends AsyncDisposable {
  readonly catalog: EmbeddedCatalog;
  readonly index: EmbeddedSearchIndex;
  readonly log: readonly string[];
  /** A new indexer over the stores; the caller disposes of it. */
  indexer(over?: { readonly index?: Partial<EmbeddedSearchIndex>; readonly leases?: Leases }): Indexer;
}

/** @param dataDir - A folder, or `:memory:`. */
export async function openStores(dataDir = ':memory:'): Promise<Stores> {
  const log: string[] = [];
  const say = (_details: unknown, message: string): void => void log.push(message);
  const logger = { info: say, warn: say, error: say };
  const catalog = await openEmbeddedCatalog({ dataDir, now: () => 1 });
  const index = await openEmbeddedSearchIndex({ dataDir, alias: 'products', now: () => 1, log: logger });
  return {
    catalog,
    index,
    log,
    indexer: (over) =>
      createIndexer({ feed: catalog, catalog, products: catalog, quarantine: catalog, index: { ...index, ...over?.index }, leases: over?.leases ?? createLeases(), log: logger, now: () => 1 }),
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
