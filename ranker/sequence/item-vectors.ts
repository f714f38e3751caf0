import { AppError } from '../../schema/errors.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { ItemTable } from '../item-table.ts';
import type { EncoderParameters } from './encoder-parameters.ts';
import type { EncoderShape } from './encoder-shape.ts';

/** An item to be given a vector. */
export interface EncoderItem {
  readonly id: ProductId;
  /** Of length `contentDimension`; null where there is none, which counts as all 0. */
  readonly content: Float32Array | null;
}

export interface ItemVectorsOptions {
  readonly shape: EncoderShape;
  readonly parameters: EncoderParameters;
  /** Items with a trained embedding, numbered as its rows. */
  readonly trained: ItemTable;
}

/**
 * Trained embedding plus linear map of the content, `[items, dimension]`. Plain loops: it runs when a model is loaded or an
 * item changes, not in a request, and must not disturb the backend that requests are served by.
 */
export function itemVectors(items: readonly EncoderItem[], { shape, parameters, trained }: ItemVectorsOptions): Float32Array {
  const { dimension, contentDimension } = shape;
  const embedding = parameters.get('item.embedding');
  const contentMap = parameters.get('item.content');
  const vectors = new Float32Array(items.length * dimension);
  items.forEach(({ id, content }, place) => {
    const vector = vectors.subarray(place * dimension, (place + 1) * dimension);
    const row = trained.indexOf(id);
    if (row !== undefined && embedding !== undefined) vector.set(embedding.subarray(row * dimension, (row + 1) * dimension));
    if (content === null || contentMap === undefined) return;
    if (content.length !== contentDimension) {
      throw new AppError('INVARIANT_BROKEN', `Item content: expected ${contentDimension} numbers, got ${content.length}.`);
    }
    content.forEach((value, feature) => {
      if (value === 0) return;
      const base = feature * dimension;
      for (let column = 0; column < dimension; column += 1) vector[column] = vector[column]! + value * contentMap[base + column]!;
    });
  });
  return vectors;
}
