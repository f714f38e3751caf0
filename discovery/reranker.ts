import type { Candidate } from '../stores/ports/search-index.ts';
import type { DiscoveryContext } from './search-types.ts';

/** The candidates of one request, in recall order. */
export interface RerankRequest {
  readonly query: string;
  /** At most about 200. */
  readonly candidates: readonly Candidate[];
  readonly personalize: boolean;
}

/** The new order: indexes into `candidates`, each exactly once, best first; and the score of each candidate. */
export interface Reranked {
  readonly order: readonly number[];
  /** Aligned to `candidates`; null where no model scored. */
  readonly modelScores: readonly number[] | null;
}

/**
 * The rerank stage: relevance and personal fit, scored together in one call per request.
 * The same inputs give the same order. Reads no clock.
 */
export interface Reranker {
  /** Named in explanations. */
  readonly version: string;
  rerank(request: RerankRequest, context: DiscoveryContext): Promise<Reranked>;
}
