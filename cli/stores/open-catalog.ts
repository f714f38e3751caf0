import { openEmbeddedCatalog } from '../../stores/embedded/index.ts';
import { openMongoCatalog } from '../../stores/mongodb/index.ts';
import type { Catalog } from '../../stores/ports/catalog.ts';
import { readImportMapping } from '../import/index.ts';
import type { StoreOptions } from './store-options.ts';

/**
 * The catalog: in MongoDB where its URL is set, else in the data folder.
 * @throws AppError `MAPPING_INVALID` where `AISLE_MONGODB_MAPPING` names no mapping.
 */
export async function openCatalog({ dataDir, servers, now }: StoreOptions): Promise<Catalog> {
  const { mongodbUrl: url, mongodbProducts: products, mongodbMapping, namespace } = servers;
  if (url === null) return openEmbeddedCatalog({ dataDir, now });
  const mapping = mongodbMapping === null ? null : await readImportMapping(mongodbMapping);
  await using opened = new AsyncDisposableStack();
  const catalog = opened.use(await openMongoCatalog({ url, namespace, products, plainMapping: mapping?.name ?? null, now }));
  if (mapping !== null) await catalog.putMapping(mapping.name, mapping.json);
  opened.move();
  return catalog;
}
