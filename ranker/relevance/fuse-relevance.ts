/** What else than the lexical order is believed, where the first lexical place is worth 1. */
export interface Trust {
  /** What being nearest in meaning is worth. */
  readonly meaning: number;
  /** What naming first the kind of thing asked for is worth. */
  readonly kind: number;
}

/** What is known of how well one product answers a query. */
export interface Evidence {
  /** Words of the query that it lacks. */
  readonly missingWords: number;
  /** How clearly it says to be of the kind asked for, 0..1; from `kindMatch`. */
  readonly kindMatch: number;
  /** The query is the name of its category. */
  readonly isInNamedCategory: boolean;
}

/** Places after which the lexical part has fallen to half, as in reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const HALF_PLACE = 60;
/** Standard deviations of the candidates' similarities over which nearness falls to 1/e. */
const NEARNESS_SCALE = 1.5;
/** What being in the category whose name the query is is worth: as much as the first lexical place. */
const NAMED_CATEGORY = 1;
/** What is left of a relevance for each of the query's words that is missing. */
const WITHOUT_A_WORD = 0.6;

/**
 * How well products answer a query: the lexical order, the nearness in meaning, the kind of thing and the category named, fused.
 *
 *     (1 / (1 + place / 60) + meaning · e^((similarity − greatest) / (1.5 · deviation)) + kind · match + named) · .6^(missing words)
 *
 * The lexical part goes by place, since BM25F scores of two queries are not comparable; the semantic part by a softmax over
 * the candidates, since what counts is not how near a product is, but how near beside the others. Constants by experiment,
 * docs/text-encoder.md. Pure.
 *
 * @param recalled - In lexical order, best first.
 * @param similarities - Aligned cosines, -1..1; NaN where a product has no vector. Null: nothing is known.
 * @returns float32, aligned, at least 0, at most 2 + meaning + kind.
 */
export function fuseRelevance(recalled: readonly Evidence[], similarities: Float32Array | null, { meaning, kind }: Trust): Float32Array {
  const nearness = similarities === null ? null : nearnessOf(similarities);
  return Float32Array.from(recalled, ({ missingWords, kindMatch, isInNamedCategory }, place) => {
    const lexical = HALF_PLACE / (HALF_PLACE + place);
    return (lexical + meaning * (nearness?.[place] ?? 0) + kind * kindMatch + (isInNamedCategory ? NAMED_CATEGORY : 0)) * WITHOUT_A_WORD ** missingWords;
  });
}

/** 1 for the nearest, falling exponentially with the distance to it; 0 for what has no vector. */
function nearnessOf(similarities: Float32Array): Float32Array {
  const known = similarities.filter((similarity) => !Number.isNaN(similarity));
  const nearest = known.reduce((most, similarity) => Math.max(most, similarity), -1);
  const mean = known.reduce((sum, similarity) => sum + similarity, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, similarity) => sum + (similarity - mean) ** 2, 0) / known.length);
  const unit = Math.max(NEARNESS_SCALE * deviation, Number.EPSILON);
  return similarities.map((similarity) => (Number.isNaN(similarity) ? 0 : Math.exp((similarity - nearest) / unit)));
}
