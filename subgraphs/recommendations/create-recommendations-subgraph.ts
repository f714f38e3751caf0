import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Discovery, RankingModels } from '../../discovery/index.ts';
import type { Resolvers } from '../generated/recommendations.ts';
import { createExecutor } from '../shared/create-executor.ts';
import { dateTime } from '../shared/date-time.ts';
import { readTypeDefs } from '../shared/read-type-defs.ts';
import type { Subgraph, SubgraphLog } from '../shared/subgraph.ts';
import { RecommendationConnection, RecommendationEdge } from './list.resolvers.ts';
import { modelMutations, modelQueries, RankingModel } from './model.resolvers.ts';
import { Product } from './product.resolvers.ts';
import { createRecommendationsContext } from './recommendations-context.ts';
import { RankingExplanation, SearchConnection, SearchEdge, searchQueries } from './search.resolvers.ts';
import { recommendQueries } from './recommend.resolvers.ts';
import { Suggestions, suggestQueries } from './suggest.resolvers.ts';
import { User } from './user.resolvers.ts';

export interface RecommendationsDeps {
  readonly discovery: Discovery;
  readonly models: RankingModels;
  readonly log: SubgraphLog;
}

const resolvers = {
  DateTime: dateTime,
  Query: { ...searchQueries, ...suggestQueries, ...recommendQueries, ...modelQueries },
  Mutation: modelMutations,
  RankingModel,
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
export function createRecommendationsSubgraph({ discovery, models, log }: RecommendationsDeps): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: readTypeDefs('recommendations'), resolvers }]);
  return {
    name: 'recommendations',
    schema,
    execute: createExecutor({ schema, makeContext: (request) => createRecommendationsContext(request, { discovery, models }), log }),
  };
}
