import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkModel, FEATURE_NAMES, openTensors, readModel, RERANKER, scoreSamples, USER_ENCODER } from '../../ranker/index.ts';
import { createTextEncoder, shippedTokenTable } from '../../search/index.ts';

const read = (version: string) => readModel(join(import.meta.dirname, '../../ranker/shipped', version));
const encoder = createTextEncoder(shippedTokenTable());

describe('the shipped model', () => {
  it.each(['shipped-1', 'compact-1'])('%s serves a new shop: features, text encoder and self-check are those of this release', async (version) => {
    await openTensors('wasm');
    const model = await read(version);
    // After a change of the token table or of the features: npm run train:shipped.
    expect(model.textEncoder).toBe(encoder.version);
    const expected = { features: FEATURE_NAMES, textEncoder: encoder.version, dimensions: { content: encoder.dimensions }, components: [RERANKER, USER_ENCODER], scoreSamples };
    expect(() => checkModel(model, expected)).not.toThrow();
  });

  it('is small, and in 8 bits at most 30 % of that', async () => {
    const [whole, compact] = [await read('shipped-1'), await read('compact-1')];
    expect([whole.quantized, compact.quantized]).toEqual([false, true]);
    expect(whole.sizeBytes).toBeLessThan(3_000_000);
    expect(compact.sizeBytes).toBeLessThanOrEqual(0.3 * whole.sizeBytes);
  });

  it('loses at most .005 of NDCG in 8 bits, by what was measured of each when it was made', async () => {
    const [whole, compact] = (await Promise.all([read('shipped-1'), read('compact-1')])).map(({ metrics }) => metrics.find(({ name }) => name === 'ndcg@10')!.value);
    expect(compact).not.toBe(whole);
    expect(Math.abs(compact! - whole!)).toBeLessThanOrEqual(0.005);
  });

  it('knows no product by its id', async () => {
    const { components } = await read('shipped-1');
    expect(components[USER_ENCODER]!.settings).toMatchObject({ items: 0, contentDimension: encoder.dimensions });
  });

  it('orders unseen lists better than relevance alone, by what was measured when it was made', async () => {
    const metrics = new Map((await read('shipped-1')).metrics.map(({ name, value }) => [name, value]));
    expect(metrics.get('ndcg@10')).toBeGreaterThan(metrics.get('relevance ndcg@10')! + 0.02);
  });
});
