import type { SubgraphContext } from '../shared/subgraph-context.ts';
import type { CachedState } from './cached-state.ts';
import type { UsersDeps } from './users-deps.ts';

/** What the resolvers of users use; made once a request. */
export interface UsersContext extends SubgraphContext {
  readonly deps: UsersDeps;
  readonly cachedState: CachedState;
}
