export { type Behaviour, type BehaviourOptions, createBehaviour } from './behaviour/create-behaviour.ts';
export type { BehaviourStats } from './behaviour/behaviour-stats.ts';
export { createDiscovery, type DiscoveryOptions } from './create-discovery.ts';
export { createLexicalOrder } from './lexical-order.ts';
export type { DiscoveryLog } from './discovery-log.ts';
export type { Reranked, Reranker, RerankRequest } from './reranker.ts';
export type {
  Component,
  Degradation,
  Discovery,
  DiscoveryContext,
  Facet,
  FacetBucket,
  FilterRequest,
  Highlight,
  QueryInterpretation,
  RankingExplanation,
  RecommendationHit,
  RecommendationList,
  SearchHit,
  SearchRequest,
  SearchResult,
  SuggestRequest,
  Suggestions,
} from './search-types.ts';
