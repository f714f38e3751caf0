import type { StoredModel } from '../model/model-types.ts';
import { USER_ENCODER } from '../sequence/user-encoder-component.ts';
import type { ShopExpectations } from './serving-model.ts';

/** Whether a model's user encoder reads vectors of another text encoder than the shop's index has. */
export function knowsOtherVectors({ textEncoder }: StoredModel, shop: ShopExpectations): boolean {
  return textEncoder !== null && shop.textEncoder !== null && textEncoder !== shop.textEncoder;
}

/** The model without the part that depends on a text encoder: its reranker compares vectors of any one space with each other. */
export function withoutUserEncoder(stored: StoredModel): StoredModel {
  const { [USER_ENCODER]: _left, ...components } = stored.components;
  return { ...stored, components, textEncoder: null, dimensions: {} };
}
