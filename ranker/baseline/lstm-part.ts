import * as tf from '@tensorflow/tfjs-core';
import type { ScorePart } from '../score-part.ts';
import { LSTM_UNITS, toLstmWeights, type LstmParameters } from './lstm-parameters.ts';
import { emptyLstmState, lstmLogits, lstmStep } from './lstm-step.ts';

export interface LstmPart extends ScorePart {
  dispose(): void;
}

/**
 * Scores every item as the last token after the history. The history's state is worked out once and each candidate is one step
 * from it: the same numbers as a pass per candidate, since the candidate comes last.
 */
export function createLstmPart(parameters: LstmParameters, { steps }: { readonly steps: number }): LstmPart {
  const weights = toLstmWeights(parameters);
  const embedding = parameters.get('embedding')!;
  const items = embedding.length / LSTM_UNITS;
  const projected = tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(tf.tensor2d(embedding, [items, LSTM_UNITS]), weights.input), weights.bias));
  return {
    name: 'lstm',
    score(history) {
      const logits = tf.tidy(() => {
        let state = emptyLstmState(1);
        for (const { item } of history.slice(-steps)) state = lstmStep(state, tf.slice2d(projected, [item, 0], [1, 4 * LSTM_UNITS]), weights);
        return lstmLogits(lstmStep(state, projected, weights).hidden, weights);
      });
      const scores = logits.dataSync<'float32'>();
      logits.dispose();
      return scores;
    },
    dispose: () => tf.dispose([projected, ...Object.values(weights)]),
  };
}
