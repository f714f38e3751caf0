import { productId } from '../../../schema/ids.ts';
import { createSeededRandom, STEP_TYPES, type EncoderItem, type EncoderShape, type SequenceStep, type UserEncoderModel } from '../../../ranker/index.ts';
import { encoderTensorsOf, initialEncoderParameters } from '../../../ranker/sequence/encoder-parameters.ts';

export const TOY_SHAPE: EncoderShape = { dimension: 8, blocks: 2, heads: 2, inner: 12, steps: 6, items: 10, contentDimension: 3 };

/** An encoder whose every parameter, offsets and distances too, is random: none can be left out unnoticed. */
export function toyEncoderModel(seed: number, shape: EncoderShape = TOY_SHAPE): UserEncoderModel {
  const random = createSeededRandom(seed);
  const parameters = initialEncoderParameters(shape, seed);
  for (const data of parameters.values()) data.forEach((value, place) => (data[place] = value + 0.3 * random.normal()));
  return {
    shape,
    itemIds: Array.from({ length: shape.items }, (_, item) => productId(`p${item}`)),
    tensors: encoderTensorsOf(parameters, shape),
  };
}

/** Two items more than were trained. */
export function toyItems(seed: number, { items, contentDimension }: EncoderShape = TOY_SHAPE): EncoderItem[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: items + 2 }, (_, item) => ({
    id: productId(`p${item}`),
    content: item % 4 === 3 ? null : Float32Array.from({ length: contentDimension }, () => random.normal()),
  }));
}

export function toyHistory(seed: number, length: number): SequenceStep[] {
  const random = createSeededRandom(seed);
  let atMs = 1_700_000_000_000;
  return Array.from({ length }, () => {
    atMs += random.below(3) * 40_000_000;
    return { item: random.below(TOY_SHAPE.items), type: STEP_TYPES[random.below(STEP_TYPES.length)]!, atMs: random.next() < 0.2 ? null : atMs };
  });
}
