import { openEmbeddedUsers } from '../../stores/embedded/index.ts';
import type { Users } from '../../stores/ports/users.ts';
import type { StoreOptions } from './store-options.ts';

/** Events, choices and served lists: in MongoDB where its URL is set, else in the data folder. */
export async function openUsers({ dataDir, now }: StoreOptions): Promise<Users> {
  return openEmbeddedUsers({ dataDir, now });
}
