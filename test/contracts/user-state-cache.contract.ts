import { describe, expect, it } from 'vitest';
import { modelVersion, productId } from '../../schema/ids.ts';
import type { SequencePosition, ShopperSequence } from '../../stores/ports/shopper-event.ts';
import { type CachedEmbedding, EMBEDDINGS_MAX, USER_STATE_TTL_MS, type UserStateCache } from '../../stores/ports/user-state-cache.ts';
import { ANN, SAM } from './support/shopper-samples.ts';

export interface UserStateCacheContractOptions {
  /** A fresh, empty cache per call, whose clock is `now`, with room for some hundred shoppers. */
  readonly makeCache: (now: () => number) => Promise<UserStateCache>;
}

const MODEL = modelVersion('shipped-1');
const OTHER_MODEL = modelVersion('shipped-2');

/** Every `UserStateCache` adapter must pass this suite unchanged. */
export function describeUserStateCacheContract(adapter: string, { makeCache }: UserStateCacheContractOptions): void {
  describe(`UserStateCache contract: ${adapter}`, () => {
    it('gives back what was put, for that shopper and model alone', async () => {
      const cache = await makeCache(() => 0);
      await cache.putSequence(SAM, sequence(3));
      await cache.putEmbedding(SAM, MODEL, embedding(3));
      expect((await cache.state(SAM)).sequence).toEqual(sequence(3));
      expect(await cache.embedding(SAM, MODEL)).toEqual(embedding(3));
      expect((await cache.state(ANN)).sequence).toBeNull();
      expect(await cache.embedding(ANN, MODEL)).toBeNull();
      expect(await cache.embedding(SAM, OTHER_MODEL)).toBeNull();
    });

    it('lets the higher position stand, in whatever order they come', async () => {
      const cache = await makeCache(() => 0);
      for (const position of [5, 4, 7, 6]) {
        await cache.putSequence(SAM, sequence(position));
        await cache.putEmbedding(SAM, MODEL, embedding(position));
      }
      expect((await cache.state(SAM)).sequence?.position).toBe(7);
      expect((await cache.embedding(SAM, MODEL))?.position).toBe(7);
      await cache.putEmbedding(SAM, OTHER_MODEL, embedding(1));
      expect((await cache.embedding(SAM, OTHER_MODEL))?.position).toBe(1);
    });

    it('gives all embeddings of a shopper by model', async () => {
      const cache = await makeCache(() => 0);
      await cache.putEmbedding(SAM, MODEL, embedding(3));
      await cache.putEmbedding(SAM, OTHER_MODEL, embedding(4));
      expect((await cache.state(SAM)).embeddings).toEqual(new Map([[MODEL, embedding(3)], [OTHER_MODEL, embedding(4)]]));
      expect((await cache.state(ANN)).embeddings.size).toBe(0);
    });

    it('keeps a few embeddings of a shopper, the last one always', async () => {
      const cache = await makeCache(() => 0);
      const models = Array.from({ length: EMBEDDINGS_MAX + 2 }, (_, i) => modelVersion(`m${i}`));
      for (const model of models) {
        await cache.putEmbedding(SAM, model, embedding(3));
        expect(await cache.embedding(SAM, model)).toEqual(embedding(3));
      }
      const { embeddings } = await cache.state(SAM);
      expect(embeddings.size).toBe(EMBEDDINGS_MAX);
      expect(embeddings.get(models.at(-1)!)).toEqual(embedding(3));
    });

    it('forgets all of one shopper, and takes any position afterwards', async () => {
      const cache = await makeCache(() => 0);
      for (const shopper of [SAM, ANN]) {
        await cache.putSequence(shopper, sequence(5));
        await cache.putEmbedding(shopper, MODEL, embedding(5));
        await cache.putEmbedding(shopper, OTHER_MODEL, embedding(5));
      }
      await cache.forget(SAM);
      expect(await cache.state(SAM)).toEqual({ sequence: null, embeddings: new Map() });
      expect([await cache.embedding(SAM, MODEL), await cache.embedding(SAM, OTHER_MODEL)]).toEqual([null, null]);
      expect((await cache.state(ANN)).sequence?.position).toBe(5);
      await cache.putSequence(SAM, sequence(1));
      expect((await cache.state(SAM)).sequence?.position).toBe(1);
    });

    it('keeps nothing for longer than its time, which reading does not prolong', async () => {
      let nowMs = 0;
      const cache = await makeCache(() => nowMs);
      await cache.putSequence(SAM, sequence(5));
      await cache.putEmbedding(SAM, MODEL, embedding(5));
      nowMs = USER_STATE_TTL_MS - 1;
      expect((await cache.state(SAM)).sequence).not.toBeNull();
      expect(await cache.embedding(SAM, MODEL)).not.toBeNull();
      nowMs += 1;
      expect((await cache.state(SAM)).sequence).toBeNull();
      expect(await cache.embedding(SAM, MODEL)).toBeNull();
      expect((await cache.state(SAM)).embeddings.size).toBe(0);
      await cache.putSequence(SAM, sequence(4));
      expect((await cache.state(SAM)).sequence?.position).toBe(4);
    });

    it('rejects with the reason of an aborted signal', async () => {
      const cache = await makeCache(() => 0);
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => cache.state(SAM, signal),
        () => cache.putSequence(SAM, sequence(1), signal),
        () => cache.embedding(SAM, MODEL, signal),
        () => cache.putEmbedding(SAM, MODEL, embedding(1), signal),
        () => cache.forget(SAM, signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
      expect((await cache.state(SAM)).sequence).toBeNull();
    });
  });
}

function sequence(position: number): ShopperSequence {
  return {
    position: position as SequencePosition,
    events: [{ productId: productId('手机'), type: 'VIEW', atMs: position }],
    hidden: [productId('h')],
    purchased: [],
  };
}

function embedding(position: number): CachedEmbedding {
  return { position: position as SequencePosition, content: 0xffff_fff0 + position, vector: Float32Array.of(position, -0.5, 0.1) };
}
