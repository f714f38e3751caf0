import type { ScoreExplanation } from '../ranker/index.ts';
import type { Candidate } from '../stores/ports/search-index.ts';
import type { DiscoveryContext } from './search-types.ts';
import type { ShopperState } from './shoppers/shopper-state.ts';

/** A candidate with the scores that put it in its place. */
export interface RankedCandidate extends Candidate {
  /** Lexical and semantic score, fused; at least 0, comparable within the request. */
  readonly relevanceScore: number;
  /** Cosine of query and product text, -1..1; null where that is not known. */
  readonly semanticScore: number | null;
}

/** The candidates of one request, best first by relevance. */
export interface RerankRequest {
  /** At most about 200. */
  readonly candidates: readonly RankedCandidate[];
  /** `NOBODY` where the order is to be the same for everyone. */
  readonly shopper: ShopperState;
}

/** The new order: indexes into `candidates`, each exactly once, best first. */
export interface Reranked {
  readonly order: readonly number[];
  /** Who made the order; named in explanations. */
  readonly modelVersion: string;
  /** Null where no model scored. */
  readonly scored: ScoredCandidates | null;
}

/** What a model made of the candidates. */
export interface ScoredCandidates {
  /** Aligned to `candidates`. */
  readonly scores: Float64Array;
  /** Float32, a row a candidate, `FEATURE_COUNT` numbers each. */
  readonly features: Float32Array;
}

/**
 * The rerank stage: relevance and personal fit, scored together in one call per request.
 * The same inputs give the same order. A rejection means that there is no model now; a search does without.
 */
export interface Reranker {
  rerank(request: RerankRequest, context: DiscoveryContext): Promise<Reranked>;
  /**
   * Why a model gave a candidate its score.
   * @param features - The candidate's row of `ScoredCandidates.features`.
   * @returns null where that model is gone, or there was none.
   */
  explain(modelVersion: string, features: Float32Array): Promise<ScoreExplanation | null>;
}
