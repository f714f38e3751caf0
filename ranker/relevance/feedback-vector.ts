/** What the products near the top add to a query, to the weight of its own words. */
const FEEDBACK_WEIGHT = 1;
/** Products that are believed to be what is meant. */
const FEEDBACK_PRODUCTS = 3;

/**
 * The query moved towards the products that answer it best so far: pseudo-relevance feedback, without the negative part
 * (J. J. Rocchio 1971, Relevance feedback in information retrieval, equation 8.3). Two words say little; the texts of
 * the first few products say what such products are like. Pure.
 *
 * @param query - Unit length. Not changed.
 * @param ranked - Vectors of products, best first, unit length; null where one has none.
 * @returns a new vector of unit length.
 */
export function feedbackVector(query: Float32Array, ranked: readonly (Float32Array | null)[]): Float32Array {
  const believed = ranked.slice(0, FEEDBACK_PRODUCTS).filter((vector) => vector !== null);
  const moved = Float32Array.from(query, (value, i) => value + (FEEDBACK_WEIGHT * believed.reduce((sum, vector) => sum + vector[i]!, 0)) / Math.max(1, believed.length));
  const norm = Math.hypot(...moved);
  return norm === 0 ? query.slice() : moved.map((value) => value / norm);
}
