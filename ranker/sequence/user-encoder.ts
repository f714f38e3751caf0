import * as tf from '@tensorflow/tfjs-core';
import type { ProductId } from '../../schema/ids.ts';
import { AppError } from '../../schema/errors.ts';
import { createItemTable, type ItemTable } from '../item-table.ts';
import type { SequenceStep } from '../score-part.ts';
import type { NamedTensor } from '../tensors/named-tensor.ts';
import { createAttentionFrames } from './attention-frame.ts';
import { NO_DROPOUTS } from './dropout.ts';
import { encodeSteps } from './encode-steps.ts';
import { encoderParametersOf, toEncoderWeights } from './encoder-parameters.ts';
import type { EncoderShape } from './encoder-shape.ts';
import { itemVectors, type EncoderItem } from './item-vectors.ts';
import { toStepBatch } from './step-batch.ts';

/** A trained user encoder outside of any backend: what is stored. */
export interface UserEncoderModel {
  readonly shape: EncoderShape;
  /** Those with a trained embedding, in the order of its rows; as many as `shape.items`. */
  readonly itemIds: readonly ProductId[];
  /** Named and shaped as `encoderParameterShapes` says. */
  readonly tensors: readonly NamedTensor[];
}

/** Turns items and histories into vectors of one space: the inner product of a shopper's and an item's says how well they fit. */
export interface UserEncoder {
  /** Length of item and user vectors. */
  readonly dimension: number;
  /** Length of the content vectors it was trained with; 0 where it reads none. */
  readonly contentDimension: number;
  /** Steps of history that it reads, the newest. */
  readonly steps: number;
  /**
   * The trained embedding, where there is one, plus the content's linear map: a new item has a vector at once.
   * @returns float32 `[items, dimension]`, row-major, aligned to `items`.
   * @throws AppError `INVARIANT_BROKEN` for content of another length.
   */
  itemVectors(items: readonly EncoderItem[]): Float32Array;
  /**
   * @param steps - Oldest first; `item` is a row of `vectors`.
   * @param vectors - `[any, dimension]`, from `itemVectors`.
   * @returns float32 `[dimension]`; all 0 for an empty history, which fits all items alike.
   */
  encode(steps: readonly SequenceStep[], vectors: Float32Array): Float32Array;
  /** The same for many in one call: float32 `[histories, dimension]`. */
  encodeAll(histories: readonly (readonly SequenceStep[])[], vectors: Float32Array): Float32Array;
  /** Gives the weights' memory back; the encoder is of no use afterwards. */
  dispose(): void;
}

type Histories = readonly (readonly SequenceStep[])[];

/** Histories encoded in one pass; bounds the memory of many. */
const BATCH = 256;

/**
 * An encoder in the backend that is open (`openTensors`).
 * @throws AppError `INVARIANT_BROKEN` where a tensor is missing or has another shape than expected, naming it.
 */
export function createUserEncoder(model: UserEncoderModel): UserEncoder {
  const { shape } = model;
  if (model.itemIds.length !== shape.items) {
    throw new AppError('INVARIANT_BROKEN', `Encoder items: expected ${shape.items} ids, got ${model.itemIds.length}.`);
  }
  const parameters = encoderParametersOf(model.tensors, shape);
  const trained: ItemTable = createItemTable(model.itemIds);
  const weights = toEncoderWeights(parameters, shape);
  const frames = createAttentionFrames(shape.steps);
  const { dimension } = shape;

  /** Writes the vectors of these histories, none empty, to their rows of `encoded`. */
  const encodeBatch = (rows: readonly number[], histories: Histories, vectors: Float32Array, encoded: Float32Array): void => {
    const batch = toStepBatch(rows.map((row) => histories[row]!), shape.steps);
    const places = batch.count * batch.length;
    const afterEachStep = tf.tidy(() =>
      encodeSteps(weights, shape, {
        count: batch.count,
        length: batch.length,
        vectors: tf.tensor2d(gatherRows(vectors, batch.items, dimension), [places, dimension]),
        types: tf.tensor2d(batch.types, [places, batch.types.length / places]),
        gaps: tf.tensor2d(batch.gaps, [places, batch.gaps.length / places]),
        frame: frames.of(batch.length),
      }, NO_DROPOUTS),
    );
    const outputs = afterEachStep.dataSync<'float32'>();
    afterEachStep.dispose();
    rows.forEach((row, place) => {
      const last = place * batch.length + batch.lengths[place]! - 1;
      encoded.set(outputs.subarray(last * dimension, (last + 1) * dimension), row * dimension);
    });
  };

  const encodeAll = (histories: Histories, vectors: Float32Array): Float32Array => {
    const encoded = new Float32Array(histories.length * dimension);
    // Rows of an empty history stay 0. Those of like length go together, so that little is filled up.
    const known = histories.flatMap((history, row) => (history.length > 0 ? [row] : []));
    known.sort((a, b) => histories[a]!.length - histories[b]!.length);
    for (let from = 0; from < known.length; from += BATCH) {
      encodeBatch(known.slice(from, from + BATCH), histories, vectors, encoded);
    }
    return encoded;
  };

  return {
    dimension,
    contentDimension: shape.contentDimension,
    steps: shape.steps,
    itemVectors: (items) => itemVectors(items, { shape, parameters, trained }),
    encode: (steps, vectors) => encodeAll([steps], vectors),
    encodeAll,
    dispose() {
      tf.dispose(Object.values(weights));
      frames.dispose();
    },
  };
}

function gatherRows(table: Float32Array, rows: Int32Array, width: number): Float32Array {
  const gathered = new Float32Array(rows.length * width);
  rows.forEach((row, place) => gathered.set(table.subarray(row * width, (row + 1) * width), place * width));
  return gathered;
}
