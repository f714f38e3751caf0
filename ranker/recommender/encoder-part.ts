import type { HeldOutCase } from '../evaluation/held-out.ts';
import { createVectorPart } from '../merge/vector-part.ts';
import type { ScorePart, SequenceStep } from '../score-part.ts';
import type { UserEncoder } from '../sequence/user-encoder.ts';

export interface EncoderPartOptions {
  readonly name: string;
  /** Of all items, from `encoder.itemVectors`. */
  readonly vectors: Float32Array;
  /** Cases to be scored, whose histories are encoded in one call; any other is encoded alone. */
  readonly cases: readonly HeldOutCase[];
}

/** The user encoder as a part, for fitting and measuring: what it says of a history is what it says online. */
export function createEncoderPart(encoder: UserEncoder, { name, vectors, cases }: EncoderPartOptions): ScorePart {
  const { dimension } = encoder;
  const all = encoder.encodeAll(cases.map(({ history }) => history), vectors);
  const known = new Map<readonly SequenceStep[], Float32Array>(
    cases.map(({ history }, row) => [history, all.subarray(row * dimension, (row + 1) * dimension)]),
  );
  return createVectorPart({ name, vectors: () => vectors, userVector: (history) => known.get(history) ?? encoder.encode(history, vectors) });
}
