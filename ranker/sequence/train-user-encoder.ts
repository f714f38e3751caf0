import * as tf from '@tensorflow/tfjs-core';
import type { ProductId } from '../../schema/ids.ts';
import type { SequenceStep, StepType } from '../score-part.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { createAdam } from './adam.ts';
import { createAttentionFrames } from './attention-frame.ts';
import { createDropout } from './dropout.ts';
import { encoderTensorsOf, initialEncoderParameters } from './encoder-parameters.ts';
import type { EncoderShape } from './encoder-shape.ts';
import { trainingStep } from './training-step.ts';
import { createWeightAverage } from './weight-average.ts';
import { lengthBuckets, trainingWindows } from './training-windows.ts';
import { createUserEncoder, type UserEncoder, type UserEncoderModel } from './user-encoder.ts';

export interface EncoderTrainingSettings {
  readonly seed: number;
  readonly learningRate: number;
  readonly batch: number;
  /** Items sampled a step, shared by all its places. */
  readonly negatives: number;
  readonly dropout: number;
  /** Of the shares of attention. */
  readonly attentionDropout: number;
  /** Decay of the average of the weights that is validated and kept (`createWeightAverage`); 0: none, the weights themselves. */
  readonly averaging: number;
  readonly maxEpochs: number;
  /** Epochs without a better validation after which it ends. */
  readonly patience: number;
  /** How much a step of each type counts as something to predict; 0 for what is no sign of liking. */
  readonly importance: Readonly<Record<StepType, number>>;
}

/** Measured in docs/sequences.md. */
export const ENCODER_TRAINING_SETTINGS: EncoderTrainingSettings = {
  seed: 1,
  learningRate: 1e-3,
  batch: 128,
  negatives: 1024,
  dropout: 0.4,
  attentionDropout: 0,
  averaging: 0,
  maxEpochs: 60,
  patience: 5,
  importance: { CLICK: 1, VIEW: 1, ADD_TO_CART: 1, REMOVE_FROM_CART: 0, PURCHASE: 1, HIDE: 0 },
};

/**
 * For items with content, which is learned by heart sooner than embeddings are: more is dropped, and the weights are averaged over about three
 * epochs of Beauty. Measured in docs/sequences.md.
 */
export const CONTENT_TRAINING_SETTINGS: EncoderTrainingSettings = { ...ENCODER_TRAINING_SETTINGS, dropout: 0.5, attentionDropout: 0.2, averaging: 0.998 };

export interface EpochReport {
  /** 1 for the first. */
  readonly epoch: number;
  /** Mean over the predicted steps; natural logarithm. */
  readonly loss: number;
  /** What `validate` gave, larger is better. */
  readonly validation: number;
}

export interface EncoderTrainingInput {
  readonly shape: EncoderShape;
  /** All items that may be recommended, numbered as in the histories; the first `shape.items` get embeddings. */
  readonly itemIds: readonly ProductId[];
  /** `[itemIds, contentDimension]`, row-major; empty where the encoder reads none. */
  readonly content: Float32Array;
  /** Oldest first. Nothing that validation or test hold back may be among them. */
  readonly histories: readonly (readonly SequenceStep[])[];
  /** How good the encoder is on what was held back, larger is better. @param vectors - Of all items, `[itemIds, dimension]`. */
  readonly validate: (encoder: UserEncoder, vectors: Float32Array) => number;
  /** @param share - Of the epoch, 0 to 1. */
  readonly onStep?: (epoch: number, share: number, loss: number) => void;
  readonly onEpoch?: (report: EpochReport) => void;
  readonly signal?: AbortSignal;
}

export interface TrainedEncoder {
  /** Of the epoch with the best validation. */
  readonly model: UserEncoderModel;
  readonly epochs: readonly EpochReport[];
}

/**
 * Trains a user encoder to tell each next step from the ones before (SASRec, Kang and McAuley 2018, with the loss of
 * `sampledSoftmax`). The same input, settings and backend give the same model. Open a backend first (`openTrainingTensors`).
 *
 * @throws the signal's reason when aborted, between steps.
 */
export function trainUserEncoder(input: EncoderTrainingInput, settings: EncoderTrainingSettings): TrainedEncoder {
  const { shape, itemIds, content } = input;
  const random = createSeededRandom(settings.seed);
  const parameters = initialEncoderParameters(shape, settings.seed);
  // A batch in which nothing counts would have no mean.
  const windows = trainingWindows(input.histories, shape.steps).filter((window) => window.slice(1).some(({ type }) => settings.importance[type] > 0));
  const catalogSize = itemIds.length;
  const contentRows = shape.contentDimension > 0 ? tf.tensor2d(content, [catalogSize, shape.contentDimension]) : null;
  const frames = createAttentionFrames(shape.steps);
  const adam = createAdam({ learningRate: settings.learningRate });
  const average = createWeightAverage(parameters, settings.averaging);
  const dropouts = { stream: createDropout(settings.dropout, random), attention: createDropout(settings.attentionDropout, random) };
  const step = { ...settings, shape, parameters, catalogSize, content: contentRows, adam, dropouts, frames, random };

  const modelNow = (): UserEncoderModel => ({
    shape,
    itemIds: itemIds.slice(0, shape.items),
    tensors: encoderTensorsOf(average.parameters, shape).map((tensor) => ({ ...tensor, data: tensor.data.slice() })),
  });
  const epochs: EpochReport[] = [];
  let best: UserEncoderModel = modelNow();
  let bestValidation = -Infinity;
  let worse = 0;
  try {
    for (let epoch = 1; epoch <= settings.maxEpochs && worse < settings.patience; epoch += 1) {
      const batches = lengthBuckets(windows, settings.batch, random);
      let lossSum = 0;
      batches.forEach((batch, place) => {
        input.signal?.throwIfAborted();
        lossSum += trainingStep(Array.from(batch, (window) => windows[window]!), step);
        average.add();
        input.onStep?.(epoch, (place + 1) / batches.length, lossSum / (place + 1));
      });
      const model = modelNow();
      const report = { epoch, loss: lossSum / batches.length, validation: validationOf(model, input) };
      epochs.push(report);
      input.onEpoch?.(report);
      worse += 1;
      if (report.validation > bestValidation) [best, bestValidation, worse] = [model, report.validation, 0];
    }
  } finally {
    contentRows?.dispose();
    frames.dispose();
  }
  return { model: best, epochs };
}

function validationOf(model: UserEncoderModel, { itemIds, content, shape, validate }: EncoderTrainingInput): number {
  const encoder = createUserEncoder(model);
  const width = shape.contentDimension;
  try {
    const vectors = encoder.itemVectors(
      itemIds.map((id, place) => ({ id, content: width > 0 ? content.subarray(place * width, (place + 1) * width) : null })),
    );
    return validate(encoder, vectors);
  } finally {
    encoder.dispose();
  }
}
