import type { ScorePart, SequenceStep } from '../score-part.ts';

export interface VectorPartOptions {
  readonly name: string;
  /** `[items, dimension]`, row-major, in the order of the `ItemTable`. Read at every call: it may be longer each time. */
  readonly vectors: () => Float32Array;
  /** The shopper's vector, `[dimension]`, such as `UserEncoder.encode`; all 0 where there is nothing to say. */
  readonly userVector: (history: readonly SequenceStep[]) => Float32Array;
}

/** Scores every item by the inner product of its vector and the shopper's. O(items × dimension) a call. */
export function createVectorPart({ name, vectors, userVector }: VectorPartOptions): ScorePart {
  return {
    name,
    score(history) {
      const user = userVector(history);
      if (user.every((value) => value === 0)) return { items: new Int32Array(), scores: new Float32Array() };
      const table = vectors();
      const dimension = user.length;
      const scores = new Float32Array(table.length / dimension);
      for (let item = 0, from = 0; item < scores.length; item += 1, from += dimension) {
        let sum = 0;
        for (let column = 0; column < dimension; column += 1) sum += user[column]! * table[from + column]!;
        scores[item] = sum;
      }
      return scores;
    },
  };
}
