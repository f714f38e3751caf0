import { openEmbeddedMerchandising } from '../../stores/embedded/index.ts';
import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { StoreOptions } from './store-options.ts';

/** Rules and synonyms: in MongoDB where its URL is set, else in the data folder. */
export async function openMerchandising({ dataDir, now }: StoreOptions): Promise<MerchandisingStore & AsyncDisposable> {
  return openEmbeddedMerchandising({ dataDir, now });
}
