import { createResultLists, createUserStateCache, openEmbeddedUsers } from '../../stores/embedded/index.ts';
import type { Users } from '../../stores/ports/users.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import { createUsersSubgraph, type Subgraph, type UsersDeps } from '../../subgraphs/index.ts';
import { type RecordingLog, recordingLog } from './support.ts';

export const NOW = Date.UTC(2026, 1, 1, 13);

export interface UsersShop extends AsyncDisposable {
  readonly subgraph: Subgraph;
  readonly users: Users;
  readonly cache: UserStateCache;
  readonly log: RecordingLog;
}

/** The users subgraph over stores in memory, but for what `change` replaces. */
export async function openUsersShop(change: (stores: Pick<UsersShop, 'users' | 'cache'>) => Partial<UsersDeps> = () => ({})): Promise<UsersShop> {
  const users = await openEmbeddedUsers({ dataDir: ':memory:', now: () => NOW });
  const cache = createUserStateCache({ now: () => NOW, maxShoppers: 100 });
  const log = recordingLog();
  const subgraph = createUsersSubgraph({
    events: users, profiles: users, served: users, records: users, cache, resultLists: createResultLists({ now: () => NOW, maxIds: 1_000 }), now: () => NOW, log, traces: { recorded() {}, written: async () => {}, forget: async () => {} }, segments: { all: async () => [], of: async () => [] }, ...change({ users, cache }),
  });
  return { subgraph, users, cache, log, [Symbol.asyncDispose]: () => users[Symbol.asyncDispose]() };
}
