/** How much a fusion trusts an encoder. */
export interface SemanticTrust {
  /** What being nearest in meaning is worth, where the first lexical place is worth 1. */
  readonly weight: number;
  /** Standard deviations of the candidates' similarities over which nearness falls to 1/e. */
  readonly scale: number;
}

/** What a recall says of one product. */
export interface RecalledRelevance {
  /** Words of the query that it lacks. */
  readonly missingWords: number;
}

/** Places after which the lexical part has fallen to half, as in reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const HALF_PLACE = 60;
/** What is left of a relevance for each of the query's words that is missing. */
const WITHOUT_A_WORD = 0.6;

/**
 * How well products answer a query: the lexical order and the nearness in meaning, fused.
 *
 *     (1 / (1 + place / 60) + weight · e^((similarity − greatest) / (scale · deviation))) · .6^(missing words)
 *
 * The lexical part goes by place, since BM25F scores of two queries are not comparable; the semantic part by a softmax over
 * the candidates, since what counts is not how near a product is, but how near beside the others. Constants by experiment,
 * docs/text-encoder.md. Pure.
 *
 * @param recalled - In lexical order, best first.
 * @param similarities - Aligned cosines, -1..1; NaN where a product has no vector. Null: nothing is known.
 * @returns float32, aligned, at least 0, at most 1 + weight.
 */
export function fuseRelevance(
  recalled: readonly RecalledRelevance[],
  similarities: Float32Array | null,
  { weight, scale }: SemanticTrust,
): Float32Array {
  const nearness = similarities === null ? null : nearnessOf(similarities, scale);
  return Float32Array.from(recalled, ({ missingWords }, place) => {
    const lexical = HALF_PLACE / (HALF_PLACE + place);
    return (lexical + weight * (nearness?.[place] ?? 0)) * WITHOUT_A_WORD ** missingWords;
  });
}

/** 1 for the nearest, falling exponentially with the distance to it; 0 for what has no vector. */
function nearnessOf(similarities: Float32Array, scale: number): Float32Array {
  const known = similarities.filter((similarity) => !Number.isNaN(similarity));
  const nearest = known.reduce((most, similarity) => Math.max(most, similarity), -1);
  const mean = known.reduce((sum, similarity) => sum + similarity, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, similarity) => sum + (similarity - mean) ** 2, 0) / known.length);
  const unit = Math.max(scale * deviation, Number.EPSILON);
  return similarities.map((similarity) => (Number.isNaN(similarity) ? 0 : Math.exp((similarity - nearest) / unit)));
}
