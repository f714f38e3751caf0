import { expect, it } from 'vitest';
import {
  createEncoderPart, createMergedRecommender, createSlistPart, createUserEncoder, fromSlistComponent, fromUserEncoderComponent, INTEREST_WEIGHTS, openTrainingTensors, qualityOfRanked, rankCases,
  readModel, SLIST, USER_ENCODER, type ScorePart,
} from '../../../ranker/index.ts';
import { splitHistories } from '../../../cli/training/split-histories.ts';
import { ENCODER_PART, trainAndMeasure, vectorsOf, type TrainContext } from '../../../cli/training/train-and-measure.ts';
import { writeTrainedModel } from '../../../cli/training/write-trained-model.ts';
import { modelVersion } from '../../../schema/ids.ts';
import { randomReranker } from '../../ranker/support/random-reranker.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';
import { walkingShoppers } from './support/walking-shoppers.ts';

const context: TrainContext = { remark: () => {}, now: () => 0, signal: new AbortController().signal };

it.each([false, true])('writes beside a model how good it is as it is stored (in 8 bits: %s)', async (quantized) => {
  await using folder = await temporaryFolder();
  const data = { ...walkingShoppers(), reranker: randomReranker(1) };
  const outcome = await trainAndMeasure(data, { seed: 1, epochsMax: 3, lstmSeconds: 0, quantized }, context);
  const directory = await writeTrainedModel(data, outcome, { ...context, version: modelVersion('own-1'), folder: folder.path, quantized, seed: 1 });

  // By the backend that measured it.
  await openTrainingTensors();
  const { components, metrics } = await readModel(directory);
  const { test } = splitHistories(data.histories, 1);
  const encoder = createUserEncoder(fromUserEncoderComponent(components[USER_ENCODER]!));
  const linear = fromSlistComponent(components[SLIST]!);
  const ndcgOf = (part: ScorePart): number =>
    qualityOfRanked(rankCases(createMergedRecommender([part], { [part.name]: 1 }), test, { cut: 10, isExcluded: () => () => false }), { items: data.items.itemIds.length, likeness: () => 0 }).ndcg.mean;
  const written = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  expect(written[`${ENCODER_PART} ndcg@10`]).toBe(ndcgOf(createEncoderPart(encoder, { name: ENCODER_PART, vectors: vectorsOf(encoder, data.items), cases: test })));
  expect(written[`${SLIST} ndcg@10`]).toBe(ndcgOf(createSlistPart(linear.neighbours, { pastDecay: linear.pastDecay, counts: INTEREST_WEIGHTS })));
  encoder.dispose();
}, 60_000);
