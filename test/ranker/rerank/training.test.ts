import { beforeAll, describe, expect, it } from 'vitest';
import { asStored, createScorer, FEATURE_COUNT, openTrainingTensors, trainReranker, type TrainingList } from '../../../ranker/index.ts';
import { decodeWeights } from '../../../ranker/model/decode-weights.ts';
import { encodeWeights } from '../../../ranker/model/encode-weights.ts';
import { COLUMN, REFERENCE_ROW } from '../../../ranker/rerank/features.ts';
import { ndcg, reciprocalRank } from '../../../ranker/rerank/list-metrics.ts';
import { meanQuality } from '../../../ranker/rerank/training-list.ts';
import { createSeededRandom } from '../../../ranker/seeded-random.ts';

beforeAll(() => openTrainingTensors('wasm'));

/** Lists of equally relevant products; who wants which is said by `userFit` alone, or by nothing. */
function simulatedLists(count: number, { seed, tells }: { readonly seed: number; readonly tells: boolean }): readonly TrainingList[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, () => {
    const length = 10 + random.below(20);
    const features = new Float32Array(length * FEATURE_COUNT);
    const gains = new Float32Array(length);
    for (let row = 0; row < length; row += 1) {
      const fit = random.normal();
      features.set(REFERENCE_ROW, row * FEATURE_COUNT);
      features[row * FEATURE_COUNT + COLUMN.relevance] = 0.8;
      features[row * FEATURE_COUNT + COLUMN.userFit] = fit;
      const wanted = tells ? fit + 0.3 * random.normal() : random.normal();
      gains[row] = wanted > 1.2 ? 1 : 0;
    }
    return { features, gains };
  });
}

const options = { seed: 7, hidden: [16], epochsMax: 8, listsPerBatch: 16 };

describe('training the reranker', () => {
  it('learns what the shopper wants, and keeps it on lists that it has not seen', async () => {
    const losses: number[] = [];
    const { component, metrics } = await trainReranker(simulatedLists(300, { seed: 1, tells: true }), {
      ...options,
      onEpoch: ({ loss }) => void losses.push(loss),
    });
    const value = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    expect(value['ndcg@10']).toBeGreaterThan(value['relevance ndcg@10']! + 0.3);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    using scorer = createScorer(component);
    const unseen = meanQuality(simulatedLists(50, { seed: 2, tells: true }), (features) => scorer.score(features));
    expect(unseen.ndcg).toBeGreaterThan(0.8);
  });

  it('loses next to nothing in 8 bits, at less than 30 % of the size', async () => {
    const { component } = await trainReranker(simulatedLists(200, { seed: 9, tells: true }), { ...options, hidden: [128, 64], epochsMax: 4 });
    const [whole, small] = [false, true].map((quantized) => encodeWeights(component.weights, { quantized }));
    expect(small!.bytes.length / whole!.bytes.length).toBeLessThan(0.3);
    const unseen = simulatedLists(200, { seed: 10, tells: true });
    const [before, after] = [whole!, small!].map((encoded) => {
      using scorer = createScorer({ ...component, weights: decodeWeights(encoded) });
      return meanQuality(unseen, (features) => scorer.score(features)).ndcg;
    });
    expect(before!).toBeGreaterThan(0.6);
    expect(before! - after!).toBeLessThan(0.005);
  });

  it('says of a network that is to be stored in 8 bits how good it is as stored', async () => {
    const lists = simulatedLists(400, { seed: 11, tells: true });
    const random = createSeededRandom(12);
    // Something else that differs: by one feature alone the order could go one way only. And many lists: 8 bits change few.
    for (const { features } of lists) for (let at: number = COLUMN.price; at < features.length; at += FEATURE_COUNT) features[at] = random.normal();
    const most = { ...options, validationShare: 0.8 };
    const [whole, small] = [await trainReranker(lists, most), await trainReranker(lists, { ...most, quantized: true })];
    expect(small.component).toEqual(whole.component);
    using scorer = createScorer(asStored(small.component, { quantized: true }));
    const telling = lists.filter(({ gains }) => gains.some((gain) => gain > 0));
    const quality = meanQuality(telling.slice(-Math.round(0.8 * telling.length)), (features) => scorer.score(features));
    expect(small.metrics[0]).toEqual({ name: 'ndcg@10', value: quality.ndcg });
    expect(small.metrics[0]).not.toEqual(whole.metrics[0]);
  });

  it('gives the same weights for the same lists and seed', async () => {
    const lists = simulatedLists(60, { seed: 3, tells: true });
    const [first, second] = [await trainReranker(lists, options), await trainReranker(lists, options)];
    expect(second).toEqual(first);
    const other = await trainReranker(lists, { ...options, seed: 8 });
    expect(other.component).not.toEqual(first.component);
  });

  it('never ends worse than relevance on what it validates by', async () => {
    const { metrics } = await trainReranker(simulatedLists(80, { seed: 4, tells: false }), options);
    const value = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    expect(value['ndcg@10']).toBeGreaterThanOrEqual(value['relevance ndcg@10']!);
  });

  it('refuses lists in which nothing was wanted', async () => {
    const lists = simulatedLists(5, { seed: 5, tells: true }).map(({ features, gains }) => ({ features, gains: gains.map(() => 0) }));
    await expect(trainReranker(lists, options)).rejects.toMatchObject({ code: 'TRAINING_DATA_INVALID', message: expect.stringContaining('got 0') });
  });

  it('ends when its signal says so', async () => {
    const reason = new Error('stopped');
    const signal = AbortSignal.abort(reason);
    await expect(trainReranker(simulatedLists(20, { seed: 6, tells: true }), { ...options, signal })).rejects.toBe(reason);
  });
});

describe('the metrics', () => {
  it('are those of the papers', () => {
    // DCG 3 + 2/log2(3) + 0 + 1/log2(5), ideal 3 + 2/log2(3) + 1/log2(4).
    expect(ndcg([3, 2, 0, 1], 10)).toBeCloseTo((3 + 2 / Math.log2(3) + 1 / Math.log2(5)) / (3 + 2 / Math.log2(3) + 0.5), 12);
    expect(ndcg([0, 0, 1], 2)).toBe(0);
    expect(ndcg([0, 0], 10)).toBe(0);
    expect(reciprocalRank([0, 0, 2, 1])).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank([0])).toBe(0);
  });
});
