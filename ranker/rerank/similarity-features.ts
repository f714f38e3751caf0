import * as tf from '@tensorflow/tfjs-core';
import type { ProductId } from '../../schema/ids.ts';
import type { StepType } from '../score-part.ts';
import { COLUMN, FEATURE_COUNT } from './features.ts';
import type { RerankCandidate, RerankStep } from './rerank-input.ts';

/** Different products of the history that candidates are compared with, the newest of all kinds. */
const COMPARED_MAX = 20;
/** What a step counts in a mean, to the one after it of its kind. */
const MEAN_DECAY = 0.85;

/** The kinds of steps that are compared apart, and the features of each. */
const KINDS = [
  { types: ['CLICK', 'VIEW'], nearest: COLUMN.viewedNearest, mean: COLUMN.viewedMean },
  { types: ['ADD_TO_CART'], nearest: COLUMN.cartNearest, mean: COLUMN.cartMean },
  { types: ['PURCHASE'], nearest: COLUMN.boughtNearest, mean: COLUMN.boughtMean },
] as const satisfies readonly { types: readonly StepType[]; nearest: number; mean: number }[];

/** How near the candidates are by content to what the shopper did, by kind of step: one matrix product. */
export function writeSimilarities(candidates: readonly RerankCandidate[], steps: readonly RerankStep[], features: Float32Array): void {
  const compared = comparedByKind(steps);
  const all = compared.flat();
  const length = all[0]?.length;
  if (length === undefined) return;
  const places = candidates.flatMap(({ stored: { embedding } }, place) => (embedding?.length === length ? [place] : []));
  if (places.length === 0) return;
  const rows = new Float32Array(places.length * length);
  places.forEach((place, row) => rows.set(candidates[place]!.stored.embedding!, row * length));
  const columns = new Float32Array(length * all.length);
  all.forEach((embedding, column) => {
    for (let place = 0; place < length; place += 1) columns[place * all.length + column] = embedding[place]!;
  });
  const cosines = productOf(rows, columns, length);
  let first = 0;
  KINDS.forEach(({ nearest, mean }, kind) => {
    const end = first + compared[kind]!.length;
    if (end > first) {
      places.forEach((place, row) => {
        const base = place * FEATURE_COUNT;
        features[base + nearest] = largestOf(cosines, row * all.length + first, row * all.length + end);
        features[base + mean] = decayedMeanOf(cosines, row * all.length + first, row * all.length + end);
      });
    }
    first = end;
  });
}

/** Content vectors of one length, for each of `KINDS`, newest first; a product once a kind. */
function comparedByKind(steps: readonly RerankStep[]): readonly (readonly Float32Array[])[] {
  const compared = KINDS.map((): Float32Array[] => []);
  const known = KINDS.map(() => new Set<ProductId>());
  let length: number | null = null;
  let count = 0;
  for (let place = steps.length - 1; place >= 0 && count < COMPARED_MAX; place -= 1) {
    const { id, type, stored } = steps[place]!;
    const kind = KINDS.findIndex(({ types }) => (types as readonly StepType[]).includes(type));
    const embedding = stored?.embedding ?? null;
    if (kind < 0 || embedding === null || known[kind]!.has(id)) continue;
    length ??= embedding.length;
    if (embedding.length !== length) continue;
    known[kind]!.add(id);
    compared[kind]!.push(embedding);
    count += 1;
  }
  return compared;
}

/**
 * Of matrices `[rows, length]` and `[length, columns]`. Not of a transposed one: WebAssembly takes seven times as long for that.
 * @returns float32 `[rows, columns]`.
 */
function productOf(rows: Float32Array, columns: Float32Array, length: number): Float32Array {
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d(rows, [rows.length / length, length]), tf.tensor2d(columns, [length, columns.length / length])),
  );
  try {
    return product.dataSync<'float32'>();
  } finally {
    product.dispose();
  }
}

function largestOf(values: Float32Array, from: number, end: number): number {
  let largest = values[from]!;
  for (let place = from + 1; place < end; place += 1) if (values[place]! > largest) largest = values[place]!;
  return largest;
}

/** The first counts most. */
function decayedMeanOf(values: Float32Array, from: number, end: number): number {
  let sum = 0;
  let weights = 0;
  let weight = 1;
  for (let place = from; place < end; place += 1) {
    sum += weight * values[place]!;
    weights += weight;
    weight *= MEAN_DECAY;
  }
  return sum / weights;
}
