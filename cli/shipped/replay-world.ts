import { FEATURE_COUNT, FEATURE_NAMES, type ModelComponent, RERANKER, scoreSamples, toUserEncoderComponent, type TrainingList, USER_ENCODER, type UserEncoderModel, writeModel } from '../../ranker/index.ts';
import { modelVersion } from '../../schema/ids.ts';
import { openScratchShop } from '../scratch-shop.ts';
import { type CapturedRerank, captureReranks } from './capture-reranks.ts';
import { type ReplayOptions, replayLists } from './replay-lists.ts';
import { TRAINING_NOW_MS, type TrainingWorld } from './training-worlds.ts';

export interface ReplayWorldOptions extends ReplayOptions {
  readonly encoder: UserEncoderModel;
  /** Whose vectors the encoder was trained on. */
  readonly textEncoder: string | null;
}

/** `replayLists` in a shop of its own, that ranks by relevance but computes all features, with the user encoder in them. */
export async function replayWorld(world: TrainingWorld, { encoder, textEncoder, ...options }: ReplayWorldOptions): Promise<readonly TrainingList[]> {
  let nowMs = TRAINING_NOW_MS;
  let last: CapturedRerank | null = null;
  await using scratch = await openScratchShop(() => nowMs, { rerankerOver: (reranker) => captureReranks(reranker, (captured) => (last = captured)) });
  const { shop, modelsFolder } = scratch;
  await scratch.putProducts(world.products.map(({ record }) => record));
  const version = modelVersion('silent');
  const facts = { version, trainedAtMs: nowMs, features: FEATURE_NAMES, textEncoder, dimensions: {}, metrics: [], data: {} };
  await writeModel(facts, { [RERANKER]: SILENT, [USER_ENCODER]: toUserEncoderComponent(encoder) }, { folder: modelsFolder, quantized: false, scoreSamples });
  await shop.models.activate(version);
  // Waited for here: the shop goes with this block.
  return await replayLists(
    world,
    {
      discovery: shop.discovery,
      setNow: (toMs) => void (nowMs = toMs),
      putEvents: (events) => scratch.putEvents(events),
      lastRerank: () => last,
    },
    options,
  );
}

/** A network that changes no order. */
const SILENT: ModelComponent = {
  settings: { activation: 'relu' },
  weights: [
    { name: 'dense1.weights', shape: [FEATURE_COUNT, 1], data: new Float32Array(FEATURE_COUNT) },
    { name: 'dense1.bias', shape: [1], data: new Float32Array(1) },
  ],
};
