import type { Subgraph, SubgraphLog } from '../shared/subgraph.ts';

export interface UsersDeps {
  readonly log: SubgraphLog;
}

export declare function createUsersSubgraph(deps: UsersDeps): Subgraph;
