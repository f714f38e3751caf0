/** What a recall says of one product. */
export interface RecalledRelevance {
  /** Words of the query that it lacks. */
  readonly missingWords: number;
  /** Cosine of query and product, -1..1; null where one of them has no vector. */
  readonly semanticScore: number | null;
}

/** Places after which the lexical part has fallen to half; as in reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const HALF_PLACE = 60;
/** What being nearest in meaning is worth, where the first lexical place is worth 1. */
const SEMANTIC_WEIGHT = 0.2;
/** Difference in cosine over which nearness falls to 1/e: only what is about as near as the nearest gains by it. */
const SEMANTIC_SCALE = 0.1;
/** What is left of a relevance for each of the query's words that is missing. */
const WITHOUT_A_WORD = 0.6;

/**
 * How well products answer a query: the lexical order and the nearness in meaning, fused.
 *
 *     (1 / (1 + place / 60) + .2 · e^((cosine − greatest cosine) / .1)) · .6^(missing words)
 *
 * The lexical part goes by place, since BM25F scores of two queries are not comparable; the semantic part by a softmax
 * over the candidates, since what counts is not how near a product is, but how near beside the others. Constants by
 * experiment, cross-validated over queries: docs/search-quality.md. Pure.
 *
 * @param recalled - In lexical order, best first.
 * @returns float32, aligned, above 0, at most 1.2. Falls with the place where no product has a semantic score.
 */
export function fuseRelevance(recalled: readonly RecalledRelevance[]): Float32Array {
  const nearest = recalled.reduce((most, { semanticScore }) => Math.max(most, semanticScore ?? -1), -1);
  return Float32Array.from(recalled, ({ missingWords, semanticScore }, place) => {
    const lexical = HALF_PLACE / (HALF_PLACE + place);
    const semantic = semanticScore === null ? 0 : SEMANTIC_WEIGHT * Math.exp((semanticScore - nearest) / SEMANTIC_SCALE);
    return (lexical + semantic) * WITHOUT_A_WORD ** missingWords;
  });
}
