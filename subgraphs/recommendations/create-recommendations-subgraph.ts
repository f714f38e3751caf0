import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Resolvers } from '../generated/recommendations.ts';
import { createExecutor } from '../shared/create-executor.ts';
import { dateTime } from '../shared/date-time.ts';
import { readTypeDefs } from '../shared/read-type-defs.ts';
import type { Subgraph, SubgraphLog } from '../shared/subgraph.ts';
import { RecommendationConnection, RecommendationEdge } from './list.resolvers.ts';
import { AuditEntry, merchandisingMutations, merchandisingQueries, Synonym } from './merchandising.resolvers.ts';
import { modelMutations, modelQueries, RankingModel } from './model.resolvers.ts';
import { PreviewMove, previewQueries } from './preview.resolvers.ts';
import { Product } from './product.resolvers.ts';
import { createRecommendationsContext, type RecommendationsDomain } from './recommendations-context.ts';
import { Rule, RuleAction, RuleCondition, RuleFilter, RuleVersion, Schedule } from './rule.resolvers.ts';
import { RankingExplanation, SearchConnection, SearchEdge, searchQueries } from './search.resolvers.ts';
import { recommendQueries } from './recommend.resolvers.ts';
import { Suggestions, suggestQueries } from './suggest.resolvers.ts';
import { User } from './user.resolvers.ts';

export interface RecommendationsDeps extends RecommendationsDomain {
  readonly log: SubgraphLog;
}

const resolvers = {
  DateTime: dateTime,
  Query: { ...searchQueries, ...suggestQueries, ...recommendQueries, ...modelQueries, ...merchandisingQueries, ...previewQueries },
  Mutation: { ...modelMutations, ...merchandisingMutations },
  RankingModel,
  Product,
  User,
  SearchConnection,
  SearchEdge,
  RankingExplanation,
  Suggestions,
  RecommendationConnection,
  RecommendationEdge,
  PreviewMove,
  Rule,
  RuleVersion,
  RuleCondition,
  RuleAction,
  RuleFilter,
  Schedule,
  Synonym,
  AuditEntry,
} satisfies Resolvers;

/** Search, suggestions and lists, over the domain of finding. */
export function createRecommendationsSubgraph({ log, ...domain }: RecommendationsDeps): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: readTypeDefs('recommendations'), resolvers }]);
  return {
    name: 'recommendations',
    schema,
    execute: createExecutor({ schema, makeContext: (request) => createRecommendationsContext(request, domain), log }),
  };
}
