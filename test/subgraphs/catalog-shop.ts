import { changeVersion } from '../../schema/ids.ts';
import { type EmbeddedCatalog, openEmbeddedCatalog } from '../../stores/embedded/index.ts';
import type { IndexStatus } from '../../stores/ports/search-index.ts';
import { type CatalogDeps, createCatalogSubgraph, type Subgraph } from '../../subgraphs/index.ts';
import { counted } from './counted.ts';
import { type RecordingLog, recordingLog } from './support.ts';

export const NOW = Date.UTC(2026, 1, 1, 13);

export interface CatalogShop extends AsyncDisposable {
  readonly subgraph: Subgraph;
  readonly catalog: EmbeddedCatalog;
  /** Calls of the catalog's stores that the subgraph made, by method. */
  readonly calls: string[];
  readonly log: RecordingLog;
}

/**
 * The catalog subgraph over an embedded catalog in memory. The index is one that is always up to date and holds no
 * document, unless `change` says otherwise.
 */
export async function openCatalogShop(change: (catalog: EmbeddedCatalog) => Partial<CatalogDeps> = () => ({})): Promise<CatalogShop> {
  const catalog = await openEmbeddedCatalog({ dataDir: ':memory:', now: () => NOW });
  const { part, calls } = counted(catalog);
  const log = recordingLog();
  const subgraph = createCatalogSubgraph({
    catalog: part,
    products: part,
    categories: part,
    feed: part,
    quarantine: part,
    index: indexWith(async () => ({ ...EMPTY_STATUS, checkpoint: await catalog.head() })),
    fallback: { documentsByIds: async (ids) => ids.map(() => null) },
    now: () => NOW,
    log,
    ...change(catalog),
  });
  return { subgraph, catalog, calls, log, [Symbol.asyncDispose]: () => catalog[Symbol.asyncDispose]() };
}

export const EMPTY_STATUS: IndexStatus = {
  documents: 0,
  alias: 'products',
  embeddingVersion: null,
  current: true,
  indexVersion: 'products-1',
  checkpoint: null,
  rebuiltAtMs: null,
};

/** An index that says this of itself. */
export function indexWith(status: () => Promise<IndexStatus>): CatalogDeps['index'] {
  return { status, position: status };
}

/** A status whose index stands at the given change. */
export function statusAt(version: number): IndexStatus {
  return { ...EMPTY_STATUS, checkpoint: { token: String(version) as never, version: changeVersion(version) } };
}
