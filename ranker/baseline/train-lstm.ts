import type { SequenceStep } from '../score-part.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { createAdam } from '../sequence/adam.ts';
import { createRowAdam } from '../sequence/row-adam.ts';
import { trainingWindows } from '../sequence/training-windows.ts';
import { exampleBatches } from './example-batches.ts';
import { lstmGradients, type LstmBatch } from './lstm-gradients.ts';
import { initialLstmParameters, LSTM_UNITS, type LstmParameters } from './lstm-parameters.ts';

export interface LstmTrainingSettings {
  readonly seed: number;
  readonly epochs: number;
  /** Examples a step, positives and negatives together; about as many, see `exampleBatches`. */
  readonly batch: number;
  readonly learningRate: number;
  /** Of inputs and of the recurrent state, one mask a sequence (Gal and Ghahramani 2016). */
  readonly dropout: number;
  /** Steps of history. */
  readonly steps: number;
  /** Training ends with the step in which it is used up. */
  readonly secondsMax: number;
}

/** The classic recipe. */
export const LSTM_TRAINING_SETTINGS: LstmTrainingSettings = {
  seed: 1, epochs: 10, batch: 64, learningRate: 1e-3, dropout: 0.2, steps: 50, secondsMax: 1200,
};

export interface LstmTrainingInput {
  readonly items: number;
  readonly histories: readonly (readonly SequenceStep[])[];
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly onStep?: (epoch: number, share: number, loss: number) => void;
}

export interface TrainedLstm {
  readonly parameters: LstmParameters;
  /** Epochs done, the last perhaps in part. */
  readonly epochs: number;
  /** Of the last epoch: mean binary cross-entropy. */
  readonly loss: number;
}

/**
 * Trains the classic next-item classifier: Embedding → LSTM → Dense(1, sigmoid), the candidate as last token, one sampled negative
 * for each positive, binary cross-entropy, Adam, 64 examples a step.
 *
 * A history with its next item is a history that is one longer. So one pass over a sequence gives all its positives, and one step
 * aside from each of its states all its negatives: the same sums as example by example, in a fraction of the time.
 */
export function trainLstm({ items, histories, now, onStep }: LstmTrainingInput, settings: LstmTrainingSettings): TrainedLstm {
  const random = createSeededRandom(settings.seed);
  const parameters = initialLstmParameters(items, settings.seed);
  const adam = createAdam(settings);
  const rowAdam = createRowAdam(parameters.get('embedding')!, LSTM_UNITS, settings);
  const windows = trainingWindows(histories, settings.steps);
  const endMs = now() + 1000 * settings.secondsMax;
  let loss = 0;
  let epoch = 0;
  while (epoch < settings.epochs && now() < endMs) {
    epoch += 1;
    let sum = 0;
    let done = 0;
    const batches = exampleBatches(windows, settings.batch, random);
    for (const places of batches) {
      if (now() >= endMs) break;
      const batch = toLstmBatch(Array.from(places, (place) => windows[place]!), items, settings.dropout, random);
      const gradients = lstmGradients(batch, parameters);
      adam.step(parameters, gradients.kernels);
      rowAdam.step(gradients.rows);
      sum += gradients.loss;
      done += 1;
      loss = sum / done;
      onStep?.(epoch, done / batches.length, loss);
    }
  }
  return { parameters, epochs: epoch, loss };
}

/** Place by place, with a negative for each step but a row's first that is not the item of that step. */
function toLstmBatch(windows: readonly (readonly SequenceStep[])[], items: number, dropout: number, random: SeededRandom): LstmBatch {
  const count = windows.length;
  const lengths = Int32Array.from(windows, (window) => window.length);
  const length = lengths.reduce((longest, own) => Math.max(longest, own), 0);
  const placed = Int32Array.from({ length: length * count }, (_, at) => windows[at % count]![Math.floor(at / count)]?.item ?? 0);
  const negatives = placed.subarray(count).map((positive) => {
    const drawn = random.below(items - 1);
    return drawn < positive ? drawn : drawn + 1;
  });
  const mask = (): Float32Array => Float32Array.from({ length: count * LSTM_UNITS }, () => (random.next() < dropout ? 0 : 1 / (1 - dropout)));
  return { count, length, items: placed, negatives, lengths, inputMask: mask(), hiddenMask: mask() };
}
