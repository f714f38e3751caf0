import { openEmbeddedMerchandising } from '../../stores/embedded/index.ts';
import { openMongoMerchandising } from '../../stores/mongodb/index.ts';
import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { StoreOptions } from './store-options.ts';

/** Rules and synonyms: in MongoDB where its URL is set, else in the data folder. */
export async function openMerchandising({
  dataDir,
  servers: { mongodbUrl: url, namespace },
  now,
}: StoreOptions): Promise<MerchandisingStore & AsyncDisposable> {
  return url === null ? openEmbeddedMerchandising({ dataDir, now }) : openMongoMerchandising({ url, namespace, now });
}
