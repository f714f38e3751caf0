import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Discovery } from '../../discovery/index.ts';
import type { Resolvers } from '../generated/recommendations.ts';
import { createExecutor } from '../shared/create-executor.ts';
import { readTypeDefs } from '../shared/read-type-defs.ts';
import type { Subgraph, SubgraphLog } from '../shared/subgraph.ts';
import { RecommendationConnection, RecommendationEdge } from './list.resolvers.ts';
import { Product } from './product.resolvers.ts';
import { createRecommendationsContext } from './recommendations-context.ts';
import { RankingExplanation, SearchConnection, SearchEdge, searchQueries } from './search.resolvers.ts';
import { recommendQueries } from './recommend.resolvers.ts';
import { Suggestions, suggestQueries } from './suggest.resolvers.ts';
import { User } from './user.resolvers.ts';

export interface RecommendationsDeps {
  readonly discovery: Discovery;
  readonly log: SubgraphLog;
}

const resolvers = {
  Query: { ...searchQueries, ...suggestQueries, ...recommendQueries },
  Product,
  User,
  SearchConnection,
  SearchEdge,
  RankingExplanation,
  Suggestions,
  RecommendationConnection,
  RecommendationEdge,
} satisfies Resolvers;

/** Search, suggestions and lists, over the domain of finding. */
export function createRecommendationsSubgraph({ discovery, log }: RecommendationsDeps): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: readTypeDefs('recommendations'), resolvers }]);
  return {
    name: 'recommendations',
    schema,
    execute: createExecutor({ schema, makeContext: (request) => createRecommendationsContext(request, discovery), log }),
  };
}
