import type { ServingModel, UserEncoder } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { SequenceEvent } from '../../stores/ports/shopper-event.ts';
import type { ItemVectors, VectorItem } from './item-vectors.ts';

export interface EncodeSequenceOptions {
  readonly version: ServingModel['version'];
  readonly userEncoder: UserEncoder;
  /** What the index has of the sequence's products; null for those that it has not. */
  readonly storedOf: ReadonlyMap<ProductId, VectorItem['stored']>;
  readonly itemVectors: ItemVectors;
}

/** The user vector of a sequence: float32 `[dimension]`. The same sequence and products give the same vector. */
export function encodeSequence(
  sequence: readonly SequenceEvent[],
  { version, userEncoder, storedOf, itemVectors }: EncodeSequenceOptions,
): Float32Array {
  const ids = [...new Set(sequence.map(({ productId }) => productId))];
  const vectors = itemVectors.of({ version, userEncoder }, ids.map((id) => ({ id, stored: storedOf.get(id) ?? null })));
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const steps = sequence.map(({ productId, type, atMs }) => ({ item: placeOf.get(productId)!, type, atMs }));
  return userEncoder.encode(steps, vectors);
}
