import {
  FEATURE_NAMES, LIST_PARTS, openTensors, RERANKER, scoreSamples, SLIST, SLIST_SETTINGS, toListPartsComponent, toSlistComponent, toUserEncoderComponent, trainReranker, USER_ENCODER, writeModel,
  type ModelComponent,
} from '../../ranker/index.ts';
import { AppError } from '../../schema/errors.ts';
import type { ModelVersion } from '../../schema/ids.ts';
import type { TrainContext, TrainingOutcome } from './train-and-measure.ts';
import type { TrainingData } from './training-data.ts';

/** Fewer served lists with a reaction than this teach a reranker less than the one it would replace knows. */
const LISTS_MIN = 200;

export interface WriteTrainedModelOptions extends TrainContext {
  readonly version: ModelVersion;
  /** Folder of the shop's models. */
  readonly folder: string;
  readonly quantized: boolean;
  readonly seed: number;
}

/** Trains the reranker as the last stage and writes all parts as one model directory. @returns the directory. */
export async function writeTrainedModel(data: TrainingData, { encoder, slist, weights, report }: TrainingOutcome, options: WriteTrainedModelOptions): Promise<string> {
  const { version, folder, quantized, seed, remark, now, signal } = options;
  const reranker = await rerankerOf(data, { seed, quantized, remark, signal });
  const { itemIds, contentDimension } = data.items;
  // Samples are scored as they will be checked: by the backend that serves.
  await openTensors('wasm');
  return writeModel(
    {
      version,
      trainedAtMs: now(),
      features: FEATURE_NAMES,
      textEncoder: data.textEncoder,
      dimensions: { ...(contentDimension > 0 && { content: contentDimension }), user: encoder.shape.dimension },
      metrics: [
        ...report.models.map(({ name, quality }) => ({ name: `${name} ndcg@${report.cut}`, value: quality.ndcg.mean })),
        ...reranker.metrics,
      ],
      data: { shoppers: report.shoppers, items: report.items, steps: report.steps, validationFrom: report.validationFrom, testFrom: report.testFrom, seed, lists: data.lists.length },
    },
    {
      [USER_ENCODER]: toUserEncoderComponent(encoder),
      [SLIST]: toSlistComponent({ pastDecay: SLIST_SETTINGS.scoringDecay, itemIds, neighbours: slist }),
      [LIST_PARTS]: toListPartsComponent(weights),
      [RERANKER]: reranker.component,
    },
    { folder, quantized, scoreSamples },
  );
}

/** @throws AppError `TRAINING_DATA_INVALID` where there is neither a reranker to keep nor lists to train one: to be known before hours of training. */
export function assertRerankerIsHad({ reranker, lists }: TrainingData): void {
  if (reranker !== null || lists.length >= LISTS_MIN) return;
  throw new AppError('TRAINING_DATA_INVALID', `Served lists with a reaction: expected at least ${LISTS_MIN} where no model is active whose reranker could be kept, got ${lists.length}.`);
}

interface UsedReranker {
  readonly component: ModelComponent;
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

async function rerankerOf(data: TrainingData, { seed, quantized, remark, signal }: Pick<WriteTrainedModelOptions, 'seed' | 'quantized' | 'remark' | 'signal'>): Promise<UsedReranker> {
  if (data.reranker === null || data.lists.length >= LISTS_MIN) {
    remark(`Reranker, on ${data.lists.length} served lists.`);
    return trainReranker(data.lists, {
      seed,
      quantized,
      signal,
      onEpoch: ({ epoch, loss, validation }) => remark(`reranker epoch ${epoch}: loss ${loss.toFixed(4)}, validation NDCG@10 ${validation.ndcg.toFixed(4)}`),
    });
  }
  remark(`Reranker: expected at least ${LISTS_MIN} served lists with a reaction to train one, got ${data.lists.length}; the active model's is kept.`);
  return { component: data.reranker, metrics: [] };
}
