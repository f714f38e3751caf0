import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  asStored,
  createScorer,
  FEATURE_NAMES,
  fromUserEncoderComponent,
  type ListQuality,
  meanQuality,
  type ModelComponents,
  readModel,
  relevanceOf,
  RERANKER,
  scoreSamples,
  toUserEncoderComponent,
  type TrainedReranker,
  type TrainingList,
  USER_ENCODER,
  writeModel,
} from '../../ranker/index.ts';
import { modelVersion } from '../../schema/ids.ts';
import type { TrainedEncoder } from './train-encoder.ts';
import { TRAINING_NOW_MS, TRAINING_WORLDS } from './training-worlds.ts';

/** The active one of a new shop is the last by name: that in 32 bits. */
const VERSIONS = [
  { name: 'compact-1', quantized: true },
  { name: 'shipped-1', quantized: false },
] as const;

export interface ShippedModel {
  readonly folder: string;
  readonly encoder: TrainedEncoder;
  readonly reranker: TrainedReranker;
  readonly textEncoder: string | null;
  /** Lists of a shop that training did not see. */
  readonly validation: readonly TrainingList[];
}

/** Writes both models over former ones, with what was measured of each as it is stored, and prints what 8 bits cost. */
export async function writeShippedModels({ folder, encoder, reranker, textEncoder, validation }: ShippedModel): Promise<void> {
  const components: ModelComponents = { [USER_ENCODER]: toUserEncoderComponent(encoder.model), [RERANKER]: reranker.component };
  const telling = validation.filter(({ gains }) => gains.some((gain) => gain > 0));
  const { dimension, contentDimension } = encoder.model.shape;
  const relevance = meanQuality(telling, relevanceOf);
  print('relevance', null, relevance);
  for (const { name, quantized } of VERSIONS) {
    await rm(join(folder, name), { recursive: true, force: true });
    using scorer = createScorer(asStored(components[RERANKER]!, { quantized }));
    const reranked = meanQuality(telling, (features) => scorer.score(features));
    const facts = {
      version: modelVersion(name),
      // Not when it was run: the same data gives the same bytes.
      trainedAtMs: TRAINING_NOW_MS,
      features: FEATURE_NAMES,
      textEncoder,
      dimensions: { content: contentDimension, user: dimension },
      metrics: [
        { name: 'ndcg@10', value: reranked.ndcg },
        { name: 'mrr', value: reranked.reciprocalRank },
        { name: 'relevance ndcg@10', value: relevance.ndcg },
        { name: 'relevance mrr', value: relevance.reciprocalRank },
        { name: 'user encoder mrr', value: encoder.qualityOf(fromUserEncoderComponent(asStored(components[USER_ENCODER]!, { quantized }))) },
      ],
      data: { simulated: TRAINING_WORLDS, validationLists: telling.length },
    };
    const { sizeBytes } = await readModel(await writeModel(facts, components, { folder, quantized, scoreSamples }));
    print(name, sizeBytes, reranked);
  }
}

function print(name: string, bytes: number | null, { ndcg, reciprocalRank }: ListQuality): void {
  console.log(`${name.padEnd(12)}${(bytes === null ? '' : `${bytes} bytes`).padStart(15)}   NDCG@10 ${ndcg.toFixed(4)}   MRR ${reciprocalRank.toFixed(4)}`);
}
