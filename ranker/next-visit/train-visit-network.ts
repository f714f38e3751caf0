import * as tf from '@tensorflow/tfjs-core';
import { createSeededRandom } from '../seeded-random.ts';
import { VISIT_FEATURES, type VisitCandidates } from './visit-features.ts';
import { standardised, type VisitNetwork } from './visit-network.ts';

/** What a shopper could have taken at a visit, and did. */
export interface VisitList extends VisitCandidates {
  /** Items taken; at least one of them is among `items`. */
  readonly taken: ReadonlySet<number>;
}

export interface VisitTrainingSettings {
  readonly seed: number;
  readonly hidden: number;
  readonly epochs: number;
  /** Lists of a step. */
  readonly batch: number;
  /** At first; it falls to 0 by a straight line. */
  readonly learningRate: number;
}

/** Chosen on cuts of Online Retail up to September (docs/sequences.md). */
export const VISIT_TRAINING_SETTINGS: VisitTrainingSettings = { seed: 1, hidden: 24, epochs: 4, batch: 16, learningRate: 3e-3 };

/**
 * Trains the network listwise: cross-entropy between the softmax of a list's scores and an even share for each item taken (ListNet's
 * top-one probability, Cao et al. 2007). Open a backend first (`openTrainingTensors`).
 *
 * @param lists - At least one.
 */
export function trainVisitNetwork(lists: readonly VisitList[], settings: VisitTrainingSettings): VisitNetwork {
  const { seed, hidden, epochs, batch, learningRate } = settings;
  const inputs = VISIT_FEATURES.length;
  const random = createSeededRandom(seed);
  const scale = { inputs, ...centreAndSpread(lists, inputs) };
  // A variable is kept by `tidy`, what it began as is not.
  const normal = (shape: [number, number], deviation: number): tf.Variable<tf.Rank.R2> =>
    tf.tidy(() => tf.variable(tf.tensor2d(Float32Array.from({ length: shape[0] * shape[1] }, () => deviation * random.normal()), shape)));
  const inner = normal([inputs, hidden], Math.sqrt(2 / inputs));
  const innerOffset = tf.tidy(() => tf.variable(tf.zeros([hidden])));
  const outer = normal([hidden, 1], 0.3 / Math.sqrt(hidden));
  const optimizer = tf.train.adam(learningRate);

  // Lists of like length go together, so that little is filled up.
  const byLength = lists.toSorted((a, b) => a.items.length - b.items.length);
  const batches = Array.from({ length: Math.ceil(lists.length / batch) }, (_, place) => byLength.slice(place * batch, (place + 1) * batch));
  const order = Int32Array.from(batches.keys());
  const steps = epochs * batches.length;
  try {
    for (let step = 0; step < steps; step += 1) {
      if (step % batches.length === 0) random.shuffle(order);
      // tfjs has no schedule; its Adam reads the rate anew at every step.
      (optimizer as unknown as { learningRate: number }).learningRate = learningRate * (1 - step / steps);
      const padded = paddedBatch(batches[order[step % batches.length]!]!, scale);
      optimizer.minimize(() => {
        const rows = tf.tensor2d(padded.features, [padded.targets.length, inputs]);
        const units = tf.relu(tf.add<tf.Tensor2D>(tf.matMul(rows, inner), innerOffset));
        const shape: [number, number] = [padded.lists, padded.length];
        const logits = tf.add(tf.reshape(tf.matMul(units, outer), shape), tf.tensor2d(padded.padding, shape));
        return tf.neg(tf.div<tf.Scalar>(tf.sum(tf.mul(tf.tensor2d(padded.targets, shape), tf.logSoftmax(logits))), padded.lists));
      });
    }
    const [innerNow, innerOffsetNow, outerNow] = [inner, innerOffset, outer].map((tensor) => Float32Array.from(tensor.dataSync())) as [Float32Array, Float32Array, Float32Array];
    return { ...scale, hidden, inner: innerNow, innerOffset: innerOffsetNow, outer: outerNow };
  } finally {
    optimizer.dispose();
    tf.dispose([inner, innerOffset, outer]);
  }
}

function centreAndSpread(lists: readonly VisitList[], inputs: number): Pick<VisitNetwork, 'centre' | 'spread'> {
  const [sums, squares] = [new Float64Array(inputs), new Float64Array(inputs)];
  let rows = 0;
  for (const { features, items } of lists) {
    rows += items.length;
    features.forEach((value, place) => {
      sums[place % inputs]! += value;
      squares[place % inputs]! += value * value;
    });
  }
  const centre = Float32Array.from(sums, (sum) => sum / rows);
  // An input that is always the same says nothing, and must not be divided by 0.
  return { centre, spread: Float32Array.from(squares, (square, input) => Math.sqrt(Math.max(0, square / rows - centre[input]! ** 2)) || 1) };
}

/** Lists side by side, the shorter filled up with rows that have no share in a softmax. */
function paddedBatch(lists: readonly VisitList[], scale: Pick<VisitNetwork, 'inputs' | 'centre' | 'spread'>) {
  const length = Math.max(...lists.map(({ items }) => items.length));
  const features = new Float32Array(lists.length * length * scale.inputs);
  const targets = new Float32Array(lists.length * length);
  const padding = new Float32Array(lists.length * length).fill(-1e9);
  lists.forEach((list, row) => {
    const found = list.items.reduce((count, item) => count + (list.taken.has(item) ? 1 : 0), 0);
    features.set(standardised(scale, list.features), row * length * scale.inputs);
    list.items.forEach((item, place) => {
      padding[row * length + place] = 0;
      if (list.taken.has(item)) targets[row * length + place] = 1 / found;
    });
  });
  return { lists: lists.length, length, features, targets, padding };
}
