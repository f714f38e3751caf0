import { beforeAll, describe, expect, it } from 'vitest';
import { createUserEmbeddings } from '../../../discovery/index.ts';
import { createItemVectors } from '../../../discovery/rerank/item-vectors.ts';
import { readShopper } from '../../../discovery/rerank/read-shopper.ts';
import type { RankedCandidate } from '../../../discovery/reranker.ts';
import type { ShopperState } from '../../../discovery/shoppers/shopper-state.ts';
import { createUserEncoder, openTensors, type UserEncoder, type UserEncoderModel } from '../../../ranker/index.ts';
import { createSeededRandom } from '../../../ranker/seeded-random.ts';
import { encoderTensorsOf, initialEncoderParameters } from '../../../ranker/sequence/encoder-parameters.ts';
import { modelVersion, productId, shopperId } from '../../../schema/ids.ts';
import { createUserStateCache } from '../../../stores/embedded/index.ts';
import type { StoredFeatures } from '../../../stores/ports/search-index.ts';
import type { SequencePosition } from '../../../stores/ports/shopper-event.ts';

beforeAll(() => openTensors('wasm'));

const CONTENT = 6;
const shape = { dimension: 8, blocks: 1, heads: 2, inner: 16, steps: 50, items: 0, contentDimension: CONTENT };
const encoderModel: UserEncoderModel = { shape, itemIds: [], tensors: encoderTensorsOf(initialEncoderParameters(shape, 5), shape) };
const random = createSeededRandom(9);

/** Forty products, a third of them without a vector. */
const catalogue = new Map(
  Array.from({ length: 40 }, (_none, i) => [productId(`p${i}`), storedOf(i % 3 === 0 ? null : Float32Array.from({ length: CONTENT }, () => random.normal()))]),
);

const index = { featuresByIds: async (ids: readonly string[]) => ids.map((id) => catalogue.get(productId(id)) ?? null) };

const candidates = [...catalogue].map(([id, stored]): RankedCandidate => ({
  id, groupId: null, lexicalScore: 1, missingWords: 0, available: true, stored, relevanceScore: 1, semanticScore: null,
}));

describe('what ranking knows of a shopper', () => {
  it('is the inner product with the vector of the sequence as it stands, also where vectors come from caches', async () => {
    const embeddings = createUserEmbeddings({ cache: createUserStateCache({ now: () => 0, maxShoppers: 10 }), now: () => 0 });
    const itemVectors = createItemVectors();
    const encoder = createUserEncoder(encoderModel);
    const model = servingModel(encoder);
    for (let position = 1; position <= 60; position += 1) {
      const state = stateAt(position);
      for (let again = 0; again < 2; again += 1) {
        const shopper = await readShopper(state, candidates, { index, embeddings, itemVectors, model, signal: new AbortController().signal });
        const expected = fitFromScratch(state);
        expect(shopper!.fit).toHaveLength(candidates.length);
        shopper!.fit!.forEach((value, place) => expect(value).toBeCloseTo(expected[place]!, 5));
        expect(shopper!.steps.map(({ id, stored }) => [id, stored])).toEqual(
          state.sequence.map(({ productId: id }) => [id, catalogue.get(id) ?? null]),
        );
      }
    }
    encoder.dispose();
  });

  it('follows a product of the sequence that is indexed, or changed, after the vector was cached', async () => {
    const embeddings = createUserEmbeddings({ cache: createUserStateCache({ now: () => 0, maxShoppers: 10 }), now: () => 0 });
    const itemVectors = createItemVectors();
    const encoder = createUserEncoder(encoderModel);
    const state = stateAt(12);
    const late = state.sequence.at(-1)!.productId;
    const before = catalogue.get(late);
    for (const stored of [null, storedOf(Float32Array.from({ length: CONTENT }, (_none, i) => i)), storedOf(Float32Array.from({ length: CONTENT }, (_none, i) => -i))]) {
      if (stored === null) catalogue.delete(late);
      else catalogue.set(late, stored);
      const shopper = await readShopper(state, candidates, { index, embeddings, itemVectors, model: servingModel(encoder), signal: new AbortController().signal });
      const fresh = createUserEmbeddings({ cache: createUserStateCache({ now: () => 0, maxShoppers: 10 }), now: () => 0 });
      const cold = await readShopper(state, candidates, { index, embeddings: fresh, itemVectors, model: servingModel(encoder), signal: new AbortController().signal });
      expect(shopper!.fit).toEqual(cold!.fit);
    }
    if (before === undefined) catalogue.delete(late);
    else catalogue.set(late, before);
    encoder.dispose();
  });

  it('is nothing of someone who did nothing, and has no fit without an encoder', async () => {
    const embeddings = createUserEmbeddings({ cache: createUserStateCache({ now: () => 0, maxShoppers: 10 }), now: () => 0 });
    const options = { index, embeddings, itemVectors: createItemVectors(), model: servingModel(null), signal: new AbortController().signal };
    expect(await readShopper({ ...stateAt(1), sequence: [] }, candidates, options)).toBeNull();
    expect(await readShopper(stateAt(3), candidates, options)).toMatchObject({ fit: null });
  });

  it('follows a product whose text has changed', () => {
    const encoder = createUserEncoder(encoderModel);
    const itemVectors = createItemVectors();
    const model = { version: modelVersion('m'), userEncoder: encoder };
    const item = { id: productId('p1'), stored: { embedding: Float32Array.from({ length: CONTENT }, () => 1) } };
    const changed = { id: productId('p1'), stored: { embedding: Float32Array.from({ length: CONTENT }, () => -1) } };
    const before = itemVectors.of(model, [item]);
    expect(itemVectors.of(model, [changed])).not.toEqual(before);
    expect(itemVectors.of(model, [item])).toEqual(before);
    encoder.dispose();
  });
});

function storedOf(embedding: Float32Array | null): StoredFeatures {
  return { brand: null, categoryIds: [], price: null, listPrice: null, rating: null, releasedAtMs: null, kinds: [], embedding };
}

function servingModel(userEncoder: UserEncoder | null) {
  return { version: modelVersion('m'), userEncoder, scorer: undefined as never, components: {}, [Symbol.dispose]: () => undefined };
}

/** A sequence that grows by an event a position, as a shopper's does; product 41 is not in the index. */
function stateAt(position: number): ShopperState {
  const steps = createSeededRandom(3);
  const events = Array.from({ length: position }, (_none, i) => ({
    productId: productId(`p${steps.below(42)}`),
    type: (['VIEW', 'CLICK', 'ADD_TO_CART', 'PURCHASE'] as const)[steps.below(4)]!,
    atMs: i * 60_000,
  }));
  return {
    shopper: shopperId('user:ann'),
    position: position as SequencePosition,
    sequence: events.slice(-50),
    hidden: new Set(),
    purchased: new Set(),
    embeddings: new Map(),
    degradations: [],
  };
}

/** By an encoder of its own, no cache, and plain loops. */
function fitFromScratch({ sequence }: ShopperState): readonly number[] {
  const encoder = createUserEncoder(encoderModel);
  const vectorsOf = (ids: readonly string[]): Float32Array =>
    encoder.itemVectors(ids.map((id) => ({ id: productId(id), content: catalogue.get(productId(id))?.embedding ?? null })));
  const user = encoder.encode(sequence.map(({ type, atMs }, item) => ({ item, type, atMs })), vectorsOf(sequence.map(({ productId: id }) => id)));
  const items = vectorsOf(candidates.map(({ id }) => id));
  encoder.dispose();
  return candidates.map((_candidate, row) => user.reduce((sum, value, place) => sum + value * items[row * user.length + place]!, 0));
}
