import { productId } from '../../schema/ids.ts';
import { AppError } from '../../schema/errors.ts';
import type { ModelComponent } from '../model/model-types.ts';
import type { NamedTensor } from '../tensors/named-tensor.ts';
import type { EncoderShape } from './encoder-shape.ts';
import type { UserEncoderModel } from './user-encoder.ts';

/** Name of the component in a model directory. */
export const USER_ENCODER = 'user-encoder';

const ITEM_IDS = 'item.ids';
const SIZES = ['dimension', 'blocks', 'heads', 'inner', 'steps', 'items', 'contentDimension'] as const satisfies (keyof EncoderShape)[];

/** A user encoder as a part of a model directory. */
export function toUserEncoderComponent({ shape, itemIds, tensors }: UserEncoderModel): ModelComponent {
  return { settings: { ...shape }, weights: [...tensors, { name: ITEM_IDS, shape: [itemIds.length], data: itemIds }] };
}

/** @throws AppError `INVARIANT_BROKEN` where a size is missing; `createUserEncoder` checks the tensors. */
export function fromUserEncoderComponent({ settings, weights }: ModelComponent): UserEncoderModel {
  const sizes = SIZES.map((name) => {
    const size = settings[name];
    if (!Number.isInteger(size) || (size as number) < 0) {
      throw new AppError('INVARIANT_BROKEN', `Encoder ${name}: expected a whole number, got ${JSON.stringify(size) ?? 'nothing'}.`);
    }
    return [name, size];
  });
  const ids = weights.find(({ name }) => name === ITEM_IDS)?.data;
  return {
    shape: Object.fromEntries(sizes),
    itemIds: Array.isArray(ids) ? (ids as string[]).map(productId) : [],
    tensors: weights.filter((weight): weight is NamedTensor => weight.data instanceof Float32Array),
  };
}
