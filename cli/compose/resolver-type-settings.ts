import type { TypeScriptPluginConfig } from '@graphql-codegen/typescript';
import type { TypeScriptResolversPluginConfig } from '@graphql-codegen/typescript-resolvers';
import type { SubgraphName } from '../../schema/subgraph-request.ts';

interface Parents {
  /** Module and name of the context type, as seen from `subgraphs/generated`. */
  readonly contextType: string;
  /** What resolvers pass on for a GraphQL type, where it is not an object of that type. */
  readonly mappers: Readonly<Record<string, string>>;
}

/** The domain types that stand behind GraphQL types, per subgraph. */
export const PARENTS: Readonly<Record<SubgraphName, Parents>> = {
  catalog: {
    contextType: '../catalog/catalog-context.ts#CatalogContext',
    mappers: {
      Product: '../../stores/ports/product.ts#Product as ProductParent',
      Category: '../catalog/category-parent.ts#CategoryParent',
      QuarantinedProduct: '../../stores/ports/quarantine-store.ts#QuarantinedRecord',
    },
  },
  users: {
    contextType: '../users/users-context.ts#UsersContext',
    mappers: { User: '../users/user-parent.ts#UserParent' },
  },
  recommendations: {
    contextType: '../recommendations/recommendations-context.ts#RecommendationsContext',
    mappers: {
      Product: '../../stores/ports/product.ts#Product as ProductParent',
      Category: '../shared/category-path.ts#PathCategory as CategoryParent',
      SearchConnection: '../../discovery/index.ts#SearchResult',
      SearchEdge: '../../discovery/index.ts#SearchHit',
      RankingModel: '../../discovery/index.ts#RankingModel as RankingModelParent',
      RankingExplanation: '../../discovery/index.ts#RankingExplanation as ExplanationParent',
      Suggestions: '../../discovery/index.ts#Suggestions as SuggestionsParent',
      SearchPreview: '../../discovery/index.ts#SearchPreview as SearchPreviewParent',
      PreviewMove: '../../discovery/index.ts#PreviewMove as PreviewMoveParent',
      Rule: '../../stores/ports/rule.ts#Rule as RuleParent',
      RuleVersion: '../recommendations/rule-version-parent.ts#RuleVersionParent',
      RuleCondition: '../../stores/ports/rule.ts#RuleCondition as RuleConditionParent',
      RuleAction: '../../stores/ports/rule.ts#RuleAction as RuleActionParent',
      RuleFilter: '../../stores/ports/search-index.ts#IndexFilter',
      Schedule: '../../stores/ports/rule.ts#RuleSchedule',
      Synonym: '../../stores/ports/synonym.ts#Synonym as SynonymParent',
      AuditEntry: '../../stores/ports/audit-log.ts#AuditEntry as AuditEntryParent',
      RecommendationConnection: '../../discovery/index.ts#RecommendationList',
      RecommendationEdge: '../../discovery/index.ts#RecommendationHit',
    },
  },
};

/** How resolver types are written, for both plugins. */
export const SETTINGS: TypeScriptPluginConfig & TypeScriptResolversPluginConfig = {
  enumsAsTypes: true,
  useTypeImports: true,
  immutableTypes: true,
  defaultScalarType: 'unknown',
  strictScalars: true,
  // Instants are epoch milliseconds inside; an input keeps its text, checked and in UTC, so that it stays JSON.
  scalars: { DateTime: { input: 'string', output: 'number' }, _FieldSet: 'string' },
  maybeValue: 'T extends PromiseLike<infer U> ? Promise<U | null> : T | null',
  inputMaybeValue: 'T | null | undefined',
  avoidOptionals: { field: true },
  federation: true,
};
