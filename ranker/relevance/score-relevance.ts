import { feedbackVector } from './feedback-vector.ts';
import { fuseRelevance, type Trust } from './fuse-relevance.ts';
import { kindMatch } from './kind-match.ts';

/** A recalled product with what the index stores of its meaning. */
export interface RecalledProduct {
  /** Words of the query that it lacks. */
  readonly missingWords: number;
  /** Content vector, unit length; null where there is none. */
  readonly embedding: Float32Array | null;
  /** What it says it is: stems, in the order in which it names them. */
  readonly kinds: readonly string[];
  /** See `Evidence`. */
  readonly isInNamedCategory: boolean;
}

/** A query as it was understood. */
export interface QueryMeaning {
  /** Unit length, as long as the products' vectors. */
  readonly vector: Float32Array;
  /** `sentence`: by a model that reads whole sentences, and is trusted further. `words`: a sum of word vectors. */
  readonly precision: 'sentence' | 'words';
  /** Kind of thing that is asked for, as a stem; null where none is named. */
  readonly kind: string | null;
}

export interface Relevance {
  /** float32, aligned to the products; from `fuseRelevance`. */
  readonly scores: Float32Array;
  /** Cosines of query and product, aligned; null where one of them has no vector. */
  readonly semanticScores: readonly (number | null)[];
}

/** Chosen with each query left out in turn: `npm run evaluate:relevance`. */
const TRUST: Readonly<Record<QueryMeaning['precision'], Trust>> = {
  sentence: { meaning: 0.3, kind: 0.075 },
  words: { meaning: 0.1, kind: 0.05 },
};

/**
 * Where no product has all the words, it is chance which words the first ones share with the query: meaning is believed this
 * many times more, and they are not asked what they mean. "waterproof jacket": rain jackets, not waterproof headlamps.
 */
const MEANING_WITHOUT_WORDS = 4;

/**
 * Scores recalled products by words, meaning, kind and category; the best of a first order are asked what they mean, since two words
 * say little. Pure.
 *
 * @param recalled - In lexical order.
 * @param query - Null: by words alone.
 * @param trust - By default what was found best for the query's precision.
 */
export function scoreRelevance(
  recalled: readonly RecalledProduct[],
  query: QueryMeaning | null,
  trust: Trust = TRUST[query?.precision ?? 'words'],
): Relevance {
  const evidence = recalled.map(({ missingWords, kinds, isInNamedCategory }) => ({ missingWords, kindMatch: kindMatch(query?.kind ?? null, kinds), isInNamedCategory }));
  if (query === null) return { scores: fuseRelevance(evidence, null, trust), semanticScores: recalled.map(() => null) };
  const similarities = similaritiesTo(query.vector, recalled);
  const semanticScores = Array.from(similarities, (similarity) => (Number.isNaN(similarity) ? null : similarity));
  if (recalled.every(({ missingWords }) => missingWords > 0)) {
    return { scores: fuseRelevance(evidence, similarities, { ...trust, meaning: MEANING_WITHOUT_WORDS * trust.meaning }), semanticScores };
  }
  const first = fuseRelevance(evidence, similarities, trust);
  const best = Array.from(recalled.keys()).toSorted((a, b) => first[b]! - first[a]! || a - b);
  const moved = feedbackVector(query.vector, best.map((place) => recalled[place]!.embedding));
  return { scores: fuseRelevance(evidence, similaritiesTo(moved, recalled), trust), semanticScores };
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
