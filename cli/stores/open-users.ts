import { openEmbeddedUsers } from '../../stores/embedded/index.ts';
import { openMongoUsers } from '../../stores/mongodb/index.ts';
import type { Users } from '../../stores/ports/users.ts';
import type { StoreOptions } from './store-options.ts';

/** Events, choices and served lists: in MongoDB where its URL is set, else in the data folder. */
export async function openUsers({ dataDir, servers: { mongodbUrl: url, namespace }, now }: StoreOptions): Promise<Users> {
  return url === null ? openEmbeddedUsers({ dataDir, now }) : openMongoUsers({ url, namespace, now });
}
