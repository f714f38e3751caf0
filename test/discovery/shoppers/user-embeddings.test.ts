import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUserEmbeddings, NOBODY, type ShopperState, type UserEncoder } from '../../../discovery/index.ts';
import { AppError } from '../../../schema/errors.ts';
import { modelVersion, productId } from '../../../schema/ids.ts';
import { createUserStateCache } from '../../../stores/embedded/index.ts';
import type { SequenceEvent, SequencePosition } from '../../../stores/ports/shopper-event.ts';
import { ANN, SAM } from '../../contracts/support/shopper-samples.ts';

const now = () => 0;
const { signal } = new AbortController();
const state = (position: number, steps = position, shopper: ShopperState['shopper'] = SAM): ShopperState => ({
  ...NOBODY,
  shopper,
  position: position as SequencePosition,
  sequence: Array.from({ length: steps }, (_, i): SequenceEvent => ({ productId: productId(`p${i}`), type: 'VIEW', atMs: i })),
});

/** An encoder whose vector tells what it was made from, and that counts its work. */
function countingEncoder(version = 'm1', content = 0): UserEncoder & { readonly calls: () => number } {
  let calls = 0;
  return {
    version: modelVersion(version),
    content,
    encode: (sequence) => {
      calls += 1;
      return content === 0 ? Float32Array.of(version.length, sequence.length) : Float32Array.of(version.length, sequence.length, content);
    },
    calls: () => calls,
  };
}

const open = () => createUserEmbeddings({ cache: createUserStateCache({ now, maxShoppers: 10 }), now });

describe('user embeddings', () => {
  it('are computed once a sequence, shopper and model', async () => {
    const embeddings = open();
    const encoder = countingEncoder();
    for (let round = 0; round < 3; round += 1) expect(await embeddings.embeddingOf(state(4), encoder, signal)).toEqual(Float32Array.of(2, 4));
    expect(encoder.calls()).toBe(1);
    await embeddings.embeddingOf(state(4, 4, ANN), encoder, signal);
    const other = countingEncoder('another');
    expect(await embeddings.embeddingOf(state(4), other, signal)).toEqual(Float32Array.of(7, 4));
    expect([encoder.calls(), other.calls()]).toEqual([2, 1]);
  });

  it('are taken from the state where they came with it, of its very position', async () => {
    const encoder = countingEncoder();
    const cached = { position: 4 as SequencePosition, content: 0, vector: Float32Array.of(9) };
    const known = new Map([[encoder.version, cached]]);
    expect(await open().embeddingOf({ ...state(4), embeddings: known }, encoder, signal)).toBe(cached.vector);
    expect(await open().embeddingOf({ ...state(5), embeddings: known }, encoder, signal)).toEqual(Float32Array.of(2, 5));
    expect(encoder.calls()).toBe(1);
  });

  it('are made anew where the products of the sequence have changed, from the state and from the cache', async () => {
    const embeddings = open();
    for (const content of [0, 7, 8, 7]) {
      const expected = content === 0 ? Float32Array.of(2, 4) : Float32Array.of(2, 4, content);
      expect(await embeddings.embeddingOf(state(4), countingEncoder('m1', content), signal)).toEqual(expected);
      const known = new Map([[modelVersion('m1'), { position: 4 as SequencePosition, content: content + 1, vector: Float32Array.of(9) }]]);
      expect(await embeddings.embeddingOf({ ...state(4), embeddings: known }, countingEncoder('m1', content), signal)).toEqual(expected);
    }
  });

  it('are shared by requests at the same time', async () => {
    const embeddings = open();
    const encoder = countingEncoder();
    const vectors = await Promise.all([1, 2, 3].map(() => embeddings.embeddingOf(state(2), encoder, signal)));
    expect(vectors).toEqual(vectors.map(() => Float32Array.of(2, 2)));
    expect(encoder.calls()).toBe(1);
  });

  it('are none of an empty sequence, and of nobody are not kept', async () => {
    const embeddings = open();
    const encoder = countingEncoder();
    expect(await embeddings.embeddingOf(NOBODY, encoder, signal)).toBeNull();
    for (let round = 0; round < 2; round += 1) await embeddings.embeddingOf(state(3, 3, null), encoder, signal);
    expect(encoder.calls()).toBe(2);
  });

  it('are of exactly the sequence given, in whatever order positions come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('m1', 'm22')), { maxLength: 20 }), async (asked) => {
        const embeddings = open();
        for (const [position, version] of asked) {
          expect(await embeddings.embeddingOf(state(position), countingEncoder(version), signal)).toEqual(Float32Array.of(version.length, position));
        }
      }),
    );
  });

  it('are computed each time where the cache is away or hangs', async () => {
    for (const fails of [() => Promise.reject(new AppError('CACHE_UNAVAILABLE', 'away')), () => new Promise<never>(() => undefined)]) {
      const embeddings = createUserEmbeddings({ cache: { embedding: fails, putEmbedding: fails }, now, guard: { deadlineMs: 5, failures: 1, coolDownMs: 1_000 } });
      const encoder = countingEncoder();
      for (let round = 0; round < 2; round += 1) expect(await embeddings.embeddingOf(state(2), encoder, signal)).toEqual(Float32Array.of(2, 2));
      expect(encoder.calls()).toBe(2);
    }
  });

  it('fail as their encoder fails, and are tried again', async () => {
    const embeddings = open();
    const encoder: UserEncoder = { version: modelVersion('m1'), content: 0, encode: () => Promise.reject(new Error('NaN')) };
    await expect(embeddings.embeddingOf(state(2), encoder, signal)).rejects.toThrow('NaN');
    expect(await embeddings.embeddingOf(state(2), countingEncoder(), signal)).toEqual(Float32Array.of(2, 2));
  });

  it('are given up by one who goes away, not by others who wait for the same', async () => {
    const embeddings = open();
    const done = Promise.withResolvers<Float32Array>();
    const encoder: UserEncoder = { version: modelVersion('m1'), content: 0, encode: () => done.promise };
    const controller = new AbortController();
    const given = embeddings.embeddingOf(state(2), encoder, controller.signal);
    const waiting = embeddings.embeddingOf(state(2), encoder, signal);
    const reason = new Error('gone');
    controller.abort(reason);
    await expect(given).rejects.toBe(reason);
    done.resolve(Float32Array.of(1));
    expect(await waiting).toEqual(Float32Array.of(1));
  });
});
