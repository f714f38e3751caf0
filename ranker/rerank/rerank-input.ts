import type { CategoryId, ProductId } from '../../schema/ids.ts';
import type { StepType } from '../score-part.ts';

/** What ranking reads of a product; the index's stored features are one. */
export interface RankedProduct {
  readonly brand: string | null;
  /** Root first. */
  readonly categoryIds: readonly CategoryId[];
  /** Minor units. */
  readonly price: number | null;
  readonly listPrice: number | null;
  /** Average in stars, 1..5. */
  readonly rating: { readonly average: number; readonly count: number } | null;
  /** Unix epoch, milliseconds. */
  readonly releasedAtMs: number | null;
  /** Content vector, float32, unit length; null where there is none. Read, never changed. */
  readonly embedding: Float32Array | null;
}

export interface RerankCandidate {
  readonly id: ProductId;
  /** At least 0, comparable within the request; 0 when browsing. */
  readonly lexicalScore: number;
  /** Words of the query that it lacks. */
  readonly missingWords: number;
  /** Cosine of query and product text, -1..1; null where that is not known. */
  readonly semanticScore: number | null;
  /** Fused score of the order that the candidates stand in; at least 0. */
  readonly relevanceScore: number;
  readonly available: boolean;
  readonly stored: RankedProduct;
}

/** One step of the shopper's history. */
export interface RerankStep {
  readonly id: ProductId;
  readonly type: StepType;
  /** Null where the product is not known any more. */
  readonly stored: RankedProduct | null;
}

export interface RerankShopper {
  /** Oldest first, at most 50. */
  readonly steps: readonly RerankStep[];
  readonly purchased: ReadonlySet<ProductId>;
  /** Inner product of user vector and item vector, one a candidate; null where there is no user encoder. */
  readonly fit: Float32Array | null;
}

/** What all shoppers did with a product. */
export interface ItemBehaviour {
  /** Recent demand to the most wanted product's, on a logarithmic scale, 0..1. */
  readonly popularity: number;
  /** Standard deviations above the usual. */
  readonly trend: number;
  /** Clicks over expected clicks, smoothed; 1 is the shop's average. */
  readonly clickRate: number;
}

/** All that the features of one request are made of. */
export interface RerankInput {
  /** Best first by relevance. */
  readonly candidates: readonly RerankCandidate[];
  /** Aligned to `candidates`; null where nothing is counted. */
  readonly behaviour: readonly ItemBehaviour[] | null;
  /** Null: nothing is known of the shopper, or may be used. */
  readonly shopper: RerankShopper | null;
  /** Unix epoch, milliseconds. */
  readonly nowMs: number;
}
