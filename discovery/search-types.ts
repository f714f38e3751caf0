import type { ScoreExplanation } from '../ranker/index.ts';
import type { ListId, ProductId } from '../schema/ids.ts';
import type { Identity } from '../schema/identity.ts';
import type { PreviewRequest, SearchPreview } from './preview/preview-types.ts';
import type { AppliedRule, ListBanner } from './rules/list-rules.ts';
import type { IndexDocument, Sort } from '../stores/ports/search-index.ts';

/** Who asks, and until when. */
export interface DiscoveryContext {
  readonly identity: Identity;
  readonly signal: AbortSignal;
}

/** A filter as the caller wrote it; checked by `parseFilters`. */
export interface FilterRequest {
  readonly field: string;
  readonly values: readonly string[] | null;
  readonly range: { readonly min: number | null; readonly max: number | null } | null;
}

export interface SearchRequest {
  readonly query: string;
  readonly filters: readonly FilterRequest[];
  readonly sort: Sort;
  /** 1..100. */
  readonly first: number;
  readonly after: string | null;
  readonly personalize: boolean;
  /** BCP 47 tag. */
  readonly locale: string | null;
  /** Facets that the caller is known to ask for, counted in the same round trip; null: the standard ones; empty: none. */
  readonly facets: readonly string[] | null;
}

/** One page of a result list, and what goes with the list. */
export interface SearchResult {
  readonly id: ListId;
  readonly hits: readonly SearchHit[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly interpretation: QueryInterpretation;
  /** Where a rule sends the shopper instead; null: nowhere. */
  readonly redirect: string | null;
  readonly banners: readonly ListBanner[];
  readonly degradations: readonly Degradation[];
  /** Counts over all matches; null gives the standard fields. Costs a round trip unless `SearchRequest.facets` said so. */
  facets(fields: readonly string[] | null): Promise<readonly Facet[]>;
}

export interface SearchHit {
  readonly cursor: string;
  /** 1 for the first of the whole list. */
  readonly position: number;
  /** Rank-normalised, in (0, 1], and what rules added; falling with the position, but for pinned products. */
  readonly score: number;
  readonly document: IndexDocument;
  /** Null where the place came from beyond the explained candidates and no rule acted on it. */
  readonly explanation: RankingExplanation | null;
  highlights(): readonly Highlight[];
}

export interface RankingExplanation {
  readonly lexicalScore: number | null;
  readonly semanticScore: number | null;
  readonly modelScore: number | null;
  /** The score of the place that all of that gave it, before rules; null for a product that only a pin brought in. */
  readonly normalizedScore: number | null;
  /** Their contributions and `normalizedScore` sum to the hit's score, unless it is pinned. */
  readonly rules: readonly AppliedRule[];
  /** Name of the reranker that made the order. */
  readonly modelVersion: string;
  readonly indexVersion: string;
  /** What each feature added to the model's score, computed when asked for; null where no model scored, or it is gone. */
  attribution(): Promise<ScoreExplanation | null>;
}

export interface Highlight {
  readonly field: 'title' | 'description' | 'brand';
  /** HTML-escaped, with the matches between `<em>` and `</em>`. */
  readonly fragments: readonly string[];
}

export interface QueryInterpretation {
  readonly text: string;
  readonly correctedText: string | null;
  readonly detected: readonly { readonly field: string; readonly value: string; readonly text: string }[];
  readonly synonyms: readonly string[];
  readonly relaxed: boolean;
}

export interface Facet {
  readonly field: string;
  readonly label: string;
  readonly buckets: readonly FacetBucket[];
  readonly stats: { readonly min: number; readonly max: number } | null;
}

export interface FacetBucket {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

export type Component = 'SEARCH_INDEX' | 'CATALOG_STORE' | 'USER_STORE' | 'CACHE' | 'RANKING_MODEL' | 'RULES';

export interface Degradation {
  readonly component: Component;
  /** What the caller sees of it, in a sentence. */
  readonly effect: string;
}

export interface SuggestRequest {
  readonly prefix: string;
  /** 1..100, for each of the three lists. */
  readonly first: number;
  readonly locale: string | null;
}

export interface Suggestions {
  readonly queries: readonly { readonly text: string; readonly highlighted: string }[];
  readonly products: readonly IndexDocument[];
  /** Paths of categories, root first. */
  readonly categories: readonly (readonly { readonly id: string; readonly name: string }[])[];
}

export const STRATEGIES = ['FOR_YOU', 'SIMILAR', 'BOUGHT_TOGETHER', 'TRENDING', 'POPULAR', 'RECENTLY_VIEWED'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface RecommendRequest {
  readonly strategy: Strategy;
  /** Seeds: the product on the page, or the cart. At most 100; unknown ones are ignored. */
  readonly productIds: readonly ProductId[];
  /** Never shown. At most 1,000. */
  readonly excludeProductIds: readonly ProductId[];
  readonly filters: readonly FilterRequest[];
  /** 1..100. */
  readonly first: number;
  readonly after: string | null;
}

export interface RecommendationList {
  readonly id: ListId;
  readonly hits: readonly RecommendationHit[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly degradations: readonly Degradation[];
}

export interface RecommendationHit {
  readonly cursor: string;
  readonly position: number;
  readonly score: number;
  readonly document: IndexDocument;
  readonly reason: { readonly code: string; readonly text: string; readonly because: readonly IndexDocument[] };
}

/**
 * What the recommendations subgraph asks of this room.
 *
 * Rejects with `INPUT_INVALID`, `FILTER_FIELD_UNKNOWN` or `CURSOR_INVALID` (the message names the argument and what was
 * expected), `SEARCH_INDEX_UNAVAILABLE`, and with the signal's reason when aborted.
 */
export interface Discovery {
  search(request: SearchRequest, context: DiscoveryContext): Promise<SearchResult>;
  /**
   * What a search would return with other rules, beside what it returns now. Whether the caller may is for the caller to see.
   * Rejects also with `NOT_FOUND` where a draft replaces a rule that is not there, and with `RULE_STORE_UNAVAILABLE`.
   */
  preview(request: PreviewRequest, context: DiscoveryContext): Promise<SearchPreview>;
  suggest(request: SuggestRequest, context: DiscoveryContext): Promise<Suggestions>;
  /** A page of a list; empty where there is nothing to say, such as for products that are unknown. */
  recommend(request: RecommendRequest, context: DiscoveryContext): Promise<RecommendationList>;
  /** Index documents in the order of `ids`; null where unknown. */
  documents(ids: readonly ProductId[], context: DiscoveryContext): Promise<readonly (IndexDocument | null)[]>;
}
