import {
  createUserEncoder,
  DEFAULT_ENCODER_SHAPE,
  ENCODER_TRAINING_SETTINGS,
  type EpochReport,
  type SequenceStep,
  trainUserEncoder,
  type UserEncoder,
  type UserEncoderModel,
} from '../../ranker/index.ts';
import type { EncoderExamples } from './encoder-examples.ts';

/** One shopper in so many is held back, to see when to stop. */
const HELD_BACK_EVERY = 10;

export interface TrainedEncoder {
  readonly model: UserEncoderModel;
  /** MRR of what the shoppers held back clicked next, among the products of its category; of this model in any number of bits. */
  qualityOf(model: UserEncoderModel): number;
}

/**
 * A user encoder that knows no product, only content: what it learns of one shop holds in another.
 * Learns to tell clicks, which show what was wanted; views and carts follow clicks on the same product and would teach to repeat.
 */
export function trainEncoder(examples: EncoderExamples, onEpoch: (report: EpochReport) => void): TrainedEncoder {
  const { itemIds, content, contentDimension, histories, categories } = examples;
  const held = histories.filter((_, place) => place % HELD_BACK_EVERY === 0);
  const cases = held.flatMap(toCase);
  const itemsOf = Map.groupBy(categories.keys(), (item) => categories[item]!);
  const quality = (encoder: UserEncoder, vectors: Float32Array): number =>
    meanReciprocalRank(cases, { encoder, vectors, rivalsOf: (item) => itemsOf.get(categories[item]!)! });
  const { model } = trainUserEncoder(
    {
      shape: { ...DEFAULT_ENCODER_SHAPE, items: 0, contentDimension },
      itemIds,
      content,
      histories: histories.filter((_, place) => place % HELD_BACK_EVERY !== 0),
      validate: quality,
      onEpoch,
    },
    { ...ENCODER_TRAINING_SETTINGS, dropout: 0.2, maxEpochs: 8, patience: 1, importance: { ...ENCODER_TRAINING_SETTINGS.importance, VIEW: 0, ADD_TO_CART: 0, PURCHASE: 0 } },
  );
  return {
    model,
    qualityOf(other) {
      const encoder = createUserEncoder(other);
      try {
        const rowOf = (item: number): Float32Array => content.subarray(item * contentDimension, (item + 1) * contentDimension);
        return quality(encoder, encoder.itemVectors(itemIds.map((id, item) => ({ id, content: rowOf(item) }))));
      } finally {
        encoder.dispose();
      }
    },
  };
}

interface Case {
  readonly history: readonly SequenceStep[];
  readonly target: number;
}

/** The last click on something new, and what came before it. */
function toCase(history: readonly SequenceStep[]): readonly Case[] {
  const place = history.findLastIndex(({ type, item }, at) => type === 'CLICK' && !history.slice(0, at).some((step) => step.item === item));
  return place < 1 ? [] : [{ history: history.slice(0, place), target: history[place]!.item }];
}

interface RankOptions {
  readonly encoder: UserEncoder;
  readonly vectors: Float32Array;
  readonly rivalsOf: (item: number) => readonly number[];
}

/** Of the target among the products of its category, as in a search for the category. */
function meanReciprocalRank(cases: readonly Case[], { encoder, vectors, rivalsOf }: RankOptions): number {
  const { dimension } = encoder;
  const users = encoder.encodeAll(cases.map(({ history }) => history), vectors);
  const fit = (user: number, item: number): number => {
    let sum = 0;
    for (let column = 0; column < dimension; column += 1) sum += users[user * dimension + column]! * vectors[item * dimension + column]!;
    return sum;
  };
  const reciprocal = cases.map(({ target }, user) => {
    const own = fit(user, target);
    const fits = rivalsOf(target).map((item) => fit(user, item));
    // Itself is among them; those that fit alike, such as all without content, stand before and behind it by halves.
    const alike = fits.filter((other) => other === own).length - 1;
    return 1 / (1 + fits.filter((other) => other > own).length + alike / 2);
  });
  return reciprocal.reduce((sum, value) => sum + value, 0) / reciprocal.length;
}
