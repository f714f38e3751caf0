export { type Behaviour, type BehaviourOptions, createBehaviour } from './behaviour/create-behaviour.ts';
export { createServedListQueue, type ServedListQueue, type ServedListQueueOptions } from './served/served-list-queue.ts';
export { createTaste, NO_TASTE, type Taste, type TasteOptions } from './lists/taste.ts';
export { createSegments, type Segment, type Segments } from './segments/create-segments.ts';
export { shareTraces, type ShareTracesOptions } from './share-traces.ts';
export { createShopperTraces, type ShopperTraces } from './shopper-traces.ts';
export type { BehaviourStats } from './behaviour/behaviour-stats.ts';
export { createDiscovery, type DiscoveryOptions } from './create-discovery.ts';
export { createLexicalOrder } from './lexical-order.ts';
export type { DiscoveryLog } from './discovery-log.ts';
export { createShoppers, type ShoppersOptions } from './shoppers/create-shoppers.ts';
export { eraseShopper, type Erasure } from './shoppers/erase-shopper.ts';
export { NOBODY, type Shoppers, type ShopperState } from './shoppers/shopper-state.ts';
export { createUserEmbeddings, type UserEmbeddings, type UserEmbeddingsOptions, type UserEncoder } from './shoppers/user-embeddings.ts';
export { createGuard, type Guard, GUARD_DEFAULTS, type GuardSettings } from './create-guard.ts';
export { createMerchandising, type MerchandisingOptions } from './rules/create-merchandising.ts';
export type { PreviewMove, PreviewRequest, RuleDraft, SearchPreview } from './preview/preview-types.ts';
export type { RuleInput, SynonymInput } from './rules/input/rule-input.ts';
export { toRuleInput } from './rules/input/to-rule-input.ts';
export { followRules, type LiveRules } from './rules/live-rules.ts';
export { shareRules, type ShareRulesOptions } from './rules/share-rules.ts';
export type { Merchandising } from './rules/merchandising.ts';
export { withInitialisms } from './synonyms/initialisms.ts';
export { namedCategory } from './listing/named-category.ts';
export { recalledProduct } from './listing/recalled-product.ts';
export { detectFields } from './understanding/detect-fields.ts';
export { fieldEntriesOf } from './understanding/field-entries.ts';
export { createItemVectors } from './rerank/item-vectors.ts';
export { createModelReranker, type ModelRerankerOptions } from './rerank/create-model-reranker.ts';
export type { RankingModel, RankingModels } from './ranking-models.ts';
export type { RankedCandidate, Reranked, Reranker, RerankRequest, ScoredCandidates } from './reranker.ts';
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
  RecommendRequest,
  SearchHit,
  SearchRequest,
  SearchResult,
  Strategy,
  SuggestRequest,
  Suggestions,
} from './search-types.ts';
