import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createScorer,
  FEATURE_NAMES,
  meanQuality,
  type ModelComponents,
  readModel,
  RERANKER,
  scoreSamples,
  toUserEncoderComponent,
  type TrainedReranker,
  type TrainingList,
  USER_ENCODER,
  type UserEncoderModel,
  writeModel,
} from '../../ranker/index.ts';
import { modelVersion } from '../../schema/ids.ts';
import { TRAINING_NOW_MS, TRAINING_WORLDS } from './training-worlds.ts';

/** The active one of a new shop is the last by name: that in 32 bits. */
const VERSIONS = [
  { name: 'compact-1', quantized: true },
  { name: 'shipped-1', quantized: false },
] as const;

export interface ShippedModel {
  readonly folder: string;
  readonly encoder: { readonly model: UserEncoderModel; readonly validation: number };
  readonly reranker: TrainedReranker;
  readonly textEncoder: string | null;
  /** Lists of a shop that training did not see. */
  readonly validation: readonly TrainingList[];
}

/** Writes both models over former ones, and prints what they are and what 8 bits cost. */
export async function writeShippedModels({ folder, encoder, reranker, textEncoder, validation }: ShippedModel): Promise<void> {
  const components: ModelComponents = { [USER_ENCODER]: toUserEncoderComponent(encoder.model), [RERANKER]: reranker.component };
  const telling = validation.filter(({ gains }) => gains.some((gain) => gain > 0));
  const { dimension, contentDimension } = encoder.model.shape;
  for (const { name, quantized } of VERSIONS) {
    await rm(join(folder, name), { recursive: true, force: true });
    const facts = {
      version: modelVersion(name),
      // Not when it was run: the same data gives the same bytes.
      trainedAtMs: TRAINING_NOW_MS,
      features: FEATURE_NAMES,
      textEncoder,
      dimensions: { content: contentDimension, user: dimension },
      metrics: [...reranker.metrics, { name: 'user encoder mrr', value: encoder.validation }],
      data: { simulated: TRAINING_WORLDS, validationLists: telling.length },
    };
    const stored = await readModel(await writeModel(facts, components, { folder, quantized, scoreSamples }));
    using scorer = createScorer(stored.components[RERANKER]!);
    const { ndcg, reciprocalRank } = meanQuality(telling, (features) => scorer.score(features));
    console.log(`${name.padEnd(12)}${String(stored.sizeBytes).padStart(9)} bytes   NDCG@10 ${ndcg.toFixed(4)}   MRR ${reciprocalRank.toFixed(4)}`);
  }
}
