import { openEmbeddedCatalog } from '../../stores/embedded/index.ts';
import type { Catalog } from '../../stores/ports/catalog.ts';
import type { StoreOptions } from './store-options.ts';

/** The catalog: in MongoDB where its URL is set, else in the data folder. */
export async function openCatalog({ dataDir, now }: StoreOptions): Promise<Catalog> {
  return openEmbeddedCatalog({ dataDir, now });
}
