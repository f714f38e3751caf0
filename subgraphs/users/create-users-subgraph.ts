import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Resolvers } from '../generated/users.ts';
import { createExecutor } from '../shared/create-executor.ts';
import { readTypeDefs } from '../shared/read-type-defs.ts';
import type { Subgraph, SubgraphLog } from '../shared/subgraph.ts';
import { User, userQueries } from './user.resolvers.ts';

export interface UsersDeps {
  readonly log: SubgraphLog;
}

const resolvers = { Query: userQueries, User } satisfies Resolvers;

/** Who the caller is. */
export function createUsersSubgraph({ log }: UsersDeps): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: readTypeDefs('users'), resolvers }]);
  return { name: 'users', schema, execute: createExecutor({ schema, makeContext: (request) => request, log }) };
}
