import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Resolvers } from '../generated/users.ts';
import { createExecutor } from '../shared/create-executor.ts';
import { dateTime } from '../shared/date-time.ts';
import { readTypeDefs } from '../shared/read-type-defs.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createCachedState } from './cached-state.ts';
import { eventMutations } from './event.resolvers.ts';
import { guardStores } from './guard-stores.ts';
import { myDataMutations } from './my-data.resolvers.ts';
import { preferenceMutations, User, userQueries } from './user.resolvers.ts';
import type { UsersDeps } from './users-deps.ts';

const resolvers = {
  DateTime: dateTime,
  Query: userQueries,
  Mutation: { ...eventMutations, ...preferenceMutations, ...myDataMutations },
  User,
} satisfies Resolvers;

/** Who the caller is, what they chose and did, and their right to have it or have it deleted. */
export function createUsersSubgraph(given: UsersDeps): Subgraph {
  const deps = { ...given, ...guardStores(given) };
  const schema = buildSubgraphSchema([{ typeDefs: readTypeDefs('users'), resolvers }]);
  const cachedState = createCachedState(deps);
  return { name: 'users', schema, execute: createExecutor({ schema, makeContext: (request) => ({ ...request, deps, cachedState }), log: deps.log }) };
}
