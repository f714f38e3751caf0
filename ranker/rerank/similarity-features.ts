import * as tf from '@tensorflow/tfjs-core';
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
  const compared = comparedSteps(steps);
  const length = compared[0]?.embedding.length;
  if (length === undefined) return;
  const places = candidates.flatMap(({ stored: { embedding } }, place) => (embedding?.length === length ? [place] : []));
  if (places.length === 0) return;
  const rows = new Float32Array(places.length * length);
  places.forEach((place, row) => rows.set(candidates[place]!.stored.embedding!, row * length));
  const columns = new Float32Array(compared.length * length);
  compared.forEach(({ embedding }, column) => columns.set(embedding, column * length));
  const cosines = productOf(rows, columns, length);
  places.forEach((place, row) => {
    const cosinesOfRow = cosines.subarray(row * compared.length, (row + 1) * compared.length);
    writeRow(cosinesOfRow, compared, features.subarray(place * FEATURE_COUNT, (place + 1) * FEATURE_COUNT));
  });
}

interface ComparedStep {
  /** Index into `KINDS`. */
  readonly kind: number;
  readonly embedding: Float32Array;
}

/** Newest first; a product once a kind. */
function comparedSteps(steps: readonly RerankStep[]): readonly ComparedStep[] {
  const known = new Set<string>();
  const compared: ComparedStep[] = [];
  for (let place = steps.length - 1; place >= 0 && compared.length < COMPARED_MAX; place -= 1) {
    const { id, type, stored } = steps[place]!;
    const kind = KINDS.findIndex(({ types }) => (types as readonly StepType[]).includes(type));
    const embedding = stored?.embedding ?? null;
    const key = `${kind} ${id}`;
    if (kind < 0 || embedding === null || known.has(key)) continue;
    if (compared.length > 0 && compared[0]!.embedding.length !== embedding.length) continue;
    known.add(key);
    compared.push({ kind, embedding });
  }
  return compared;
}

/** @returns float32 `[rows, columns]`; both given row-major with `length` numbers a row. */
function productOf(rows: Float32Array, columns: Float32Array, length: number): Float32Array {
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d(rows, [rows.length / length, length]), tf.tensor2d(columns, [columns.length / length, length]), false, true),
  );
  try {
    return product.dataSync<'float32'>();
  } finally {
    product.dispose();
  }
}

function writeRow(cosines: Float32Array, compared: readonly ComparedStep[], row: Float32Array): void {
  KINDS.forEach(({ nearest, mean }, kind) => {
    let largest = -1;
    let sum = 0;
    let weights = 0;
    let weight = 1;
    for (let column = 0; column < compared.length; column += 1) {
      if (compared[column]!.kind !== kind) continue;
      const cosine = cosines[column]!;
      largest = Math.max(largest, cosine);
      sum += weight * cosine;
      weights += weight;
      weight *= MEAN_DECAY;
    }
    if (weights === 0) return;
    row[nearest] = largest;
    row[mean] = sum / weights;
  });
}
