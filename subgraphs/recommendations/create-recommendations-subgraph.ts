import type { Discovery } from '../../discovery/search-types.ts';
import type { Subgraph, SubgraphLog } from '../shared/subgraph.ts';

export interface RecommendationsDeps {
  readonly discovery: Discovery;
  readonly log: SubgraphLog;
}

export declare function createRecommendationsSubgraph(deps: RecommendationsDeps): Subgraph;
