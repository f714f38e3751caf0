import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../schema/errors.ts';
import { asStored } from '../model/as-stored.ts';
import type { ModelComponent } from '../model/model-types.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { CORRECTION_OCTAVES } from './correction.ts';
import { createScorer } from './create-scorer.ts';
import { FEATURE_COUNT } from './features.ts';
import { type Layer, toComponent } from './layers.ts';
import { type ListBatch, toBatch } from './list-batch.ts';
import { type ListQuality, meanQuality, relevanceOf, type TrainingList } from './training-list.ts';

export interface RerankerEpoch {
  readonly epoch: number;
  /** Mean cross-entropy of the training lists, nats. */
  readonly loss: number;
  readonly validation: ListQuality;
}

export interface TrainRerankerOptions {
  readonly seed: number;
  /** Units of the layers before the output. */
  readonly hidden?: readonly number[];
  /** The last lists, by which training is stopped and measured; at least one. */
  readonly validationShare?: number;
  readonly epochsMax?: number;
  /** Epochs without a better validation NDCG@10 after which training ends. */
  readonly patience?: number;
  readonly listsPerBatch?: number;
  readonly learningRate?: number;
  /** Share of a weight that one step takes away (Loshchilov and Hutter 2019). */
  readonly weightDecay?: number;
  /** It will be stored in 8 bits: the metrics are of the network as it will be read. */
  readonly quantized?: boolean;
  readonly signal?: AbortSignal;
  readonly onEpoch?: (epoch: RerankerEpoch) => void;
}

export interface TrainedReranker {
  readonly component: ModelComponent;
  readonly epochs: number;
  /** Of the validation lists, reranked and in the order of relevance: `ndcg@10`, `mrr`, and the same with `relevance ` before. */
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

/** Octaves of score that count as much as a factor e in chances, at first; learned with the weights. It has no part in the order. */
const TEMPERATURE_START = 0.3;

/**
 * Trains the reranker's network listwise: cross-entropy between the softmax of a list's scores and its gains made to sum to 1
 * (ListNet's top-one probability, Cao et al. 2007, with gains for targets as in Bruch et al. 2019). Adam; the weights of the
 * epoch with the best validation NDCG@10 are kept, and where none beats relevance alone the network says nothing.
 *
 * Open a backend with `openTrainingTensors` before. The same lists, seed and backend give the same weights.
 * @param lists - Oldest first, so that it is the future that is validated on; those without a gain are left out.
 * @throws AppError `TRAINING_DATA_INVALID` for fewer than two lists with a gain.
 */
export async function trainReranker(lists: readonly TrainingList[], options: TrainRerankerOptions): Promise<TrainedReranker> {
  const { seed, hidden = [128, 64], validationShare = 0.15, epochsMax = 60, patience = 8 } = options;
  const { listsPerBatch = 32, learningRate = 1e-3, weightDecay = 1e-4, quantized = false, signal, onEpoch } = options;
  const telling = lists.filter(({ gains }) => gains.some((gain) => gain > 0));
  if (telling.length < 2) {
    throw new AppError('TRAINING_DATA_INVALID', `Lists with a gain: expected at least 2 to train the reranker, got ${telling.length}.`);
  }
  const held = Math.min(telling.length - 1, Math.max(1, Math.round(telling.length * validationShare)));
  const [training, validation] = [telling.slice(0, -held), telling.slice(-held)];

  const random = createSeededRandom(seed);
  const network = createTrainable([FEATURE_COUNT, ...hidden, 1], random);
  const optimizer = tf.train.adam(learningRate);
  try {
    const relevance = meanQuality(validation, relevanceOf);
    let best = { quality: relevance, component: network.silent(), epoch: 0 };
    let epoch = 0;
    while (epoch < epochsMax && epoch - best.epoch < patience) {
      epoch += 1;
      const order = random.shuffle(Int32Array.from(training.keys()));
      let loss = 0;
      for (let from = 0; from < order.length; from += listsPerBatch) {
        signal?.throwIfAborted();
        const batch = toBatch(Array.from(order.subarray(from, from + listsPerBatch), (place) => training[place]!));
        loss += network.step(batch, optimizer, weightDecay) * batch.lists;
        // Whoever waits for a signal or a timer in this process gets a turn.
        await new Promise(setImmediate);
      }
      const component = network.component();
      using scorer = createScorer(component);
      const quality = meanQuality(validation, (features) => scorer.score(features));
      onEpoch?.({ epoch, loss: loss / training.length, validation: quality });
      if (quality.ndcg > best.quality.ndcg) best = { quality, component, epoch };
    }
    using stored = createScorer(asStored(best.component, { quantized }));
    const quality = meanQuality(validation, (features) => stored.score(features));
    return {
      component: best.component,
      epochs: epoch,
      metrics: [
        { name: 'ndcg@10', value: quality.ndcg },
        { name: 'mrr', value: quality.reciprocalRank },
        { name: 'relevance ndcg@10', value: relevance.ndcg },
        { name: 'relevance mrr', value: relevance.reciprocalRank },
      ],
    };
  } finally {
    optimizer.dispose();
    network.dispose();
  }
}

/** The network as variables. */
function createTrainable(widths: readonly number[], random: SeededRandom) {
  const layers = widths.slice(1).map((outputs, depth) => {
    const inputs = widths[depth]!;
    // He et al. 2015, for rectified units; the last layer small, so that training begins near the order of relevance.
    const spread = depth === widths.length - 2 ? 0.1 / Math.sqrt(inputs) : Math.sqrt(2 / inputs);
    const weights = Float32Array.from({ length: inputs * outputs }, () => spread * random.normal());
    return { inputs, outputs, weights: tf.variable(tf.tensor2d(weights, [inputs, outputs])), bias: tf.variable(tf.zeros([outputs])) };
  });
  const logTemperature = tf.variable(tf.scalar(Math.log(TEMPERATURE_START)));

  const forward = (rows: tf.Tensor2D): tf.Tensor2D =>
    layers.reduce((values, { weights, bias }, depth) => {
      const sums = tf.add<tf.Tensor2D>(tf.matMul(values, weights), bias);
      return depth < layers.length - 1 ? tf.relu(sums) : sums;
    }, rows);

  /** Scores as `RerankScorer.score` gives them, as logarithms; padding scores so low that it has no share in a softmax. */
  function lossOf({ lists, length, known, unknown, octaves, targets, padding }: ListBatch): tf.Scalar {
    const shape: [number, number] = [lists, length];
    const rows = (values: Float32Array): tf.Tensor2D => tf.tensor2d(values, [lists * length, FEATURE_COUNT]);
    const difference = tf.reshape(tf.sub(forward(rows(known)), forward(rows(unknown))), shape);
    const scores = tf.add(tf.tensor2d(octaves, shape), tf.mul(CORRECTION_OCTAVES, tf.tanh(difference)));
    const logits = tf.add(tf.div(scores, tf.exp(logTemperature)), tf.tensor2d(padding, shape));
    return tf.neg(tf.div(tf.sum(tf.mul(tf.tensor2d(targets, shape), tf.logSoftmax(logits))), lists));
  }

  return {
    /** @returns the batch's mean loss before the step. */
    step(batch: ListBatch, optimizer: tf.Optimizer, weightDecay: number): number {
      const loss = optimizer.minimize(() => lossOf(batch), true)!;
      for (const { weights } of layers) tf.tidy(() => weights.assign(tf.mul(weights, 1 - weightDecay)));
      const value = loss.dataSync()[0]!;
      loss.dispose();
      return value;
    },
    component: () =>
      toComponent(
        layers.map(({ inputs, outputs, weights, bias }): Layer => ({
          inputs,
          outputs,
          weights: Float32Array.from(weights.dataSync()),
          bias: Float32Array.from(bias.dataSync()),
        })),
      ),
    /** A network that leaves every order as it is. */
    silent: () =>
      toComponent(
        layers.map(({ inputs, outputs }) => ({
          inputs,
          outputs,
          weights: new Float32Array(inputs * outputs),
          bias: new Float32Array(outputs),
        })),
      ),
    dispose: () => tf.dispose([logTemperature, ...layers.flatMap(({ weights, bias }) => [weights, bias])]),
  };
}
