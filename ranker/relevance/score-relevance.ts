import { feedbackVector } from './feedback-vector.ts';
import { fuseRelevance, type RecalledRelevance, type SemanticTrust } from './fuse-relevance.ts';

/** A recalled product with what the index stores of its meaning. */
export interface RecalledProduct extends RecalledRelevance {
  /** Content vector, unit length; null where there is none. */
  readonly embedding: Float32Array | null;
}

/** A query as the encoder understood it. */
export interface QueryMeaning {
  /** Unit length, as long as the products' vectors. */
  readonly vector: Float32Array;
  /**
   * `sentence`: by a model that reads whole sentences, and is trusted further. `words`: a sum of word vectors, which two words
   * make a poor one of: the best products so far are asked to say what they mean.
   */
  readonly precision: 'sentence' | 'words';
}

export interface Relevance {
  /** float32, aligned to the products; from `fuseRelevance`. */
  readonly scores: Float32Array;
  /** Cosines of query and product, aligned; null where one of them has no vector. */
  readonly semanticScores: readonly (number | null)[];
}

const TRUST: Readonly<Record<QueryMeaning['precision'], SemanticTrust>> = {
  sentence: { weight: 0.2, scale: 1 },
  words: { weight: 0.1, scale: 1.5 },
};

/**
 * Where no product has all the words, it is chance which words the first ones share with the query: meaning is believed this
 * many times more, and they are not asked what they mean. "waterproof jacket": rain jackets, not waterproof headlamps.
 */
const MEANING_WITHOUT_WORDS = 4;

/** Scores recalled products by words and by meaning. Pure. @param recalled - In lexical order. @param query - Null: by words alone. */
export function scoreRelevance(recalled: readonly RecalledProduct[], query: QueryMeaning | null): Relevance {
  if (query === null) return { scores: fuseRelevance(recalled, null, TRUST.words), semanticScores: recalled.map(() => null) };
  const lacksWords = recalled.every(({ missingWords }) => missingWords > 0);
  const { weight, scale } = TRUST[query.precision];
  const trust: SemanticTrust = { weight: lacksWords ? MEANING_WITHOUT_WORDS * weight : weight, scale };
  const similarities = similaritiesTo(query.vector, recalled);
  const semanticScores = Array.from(similarities, (similarity) => (Number.isNaN(similarity) ? null : similarity));
  const scores = fuseRelevance(recalled, similarities, trust);
  if (query.precision === 'sentence' || lacksWords) return { scores, semanticScores };
  const best = Array.from(recalled.keys()).toSorted((a, b) => scores[b]! - scores[a]! || a - b);
  const moved = feedbackVector(query.vector, best.map((place) => recalled[place]!.embedding));
  return { scores: fuseRelevance(recalled, similaritiesTo(moved, recalled), trust), semanticScores };
}

/** NaN where a product has no vector. */
function similaritiesTo(vector: Float32Array, recalled: readonly RecalledProduct[]): Float32Array {
  return Float32Array.from(recalled, ({ embedding }) => {
    if (embedding === null) return Number.NaN;
    let sum = 0;
    for (let i = 0; i < vector.length; i++) sum += vector[i]! * embedding[i]!;
    return sum;
  });
}
