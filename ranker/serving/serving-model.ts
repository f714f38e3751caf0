import { checkModel, type ModelExpectations } from '../model/check-model.ts';
import type { ModelComponents, StoredModel } from '../model/model-types.ts';
import { createScorer, type RerankScorer } from '../rerank/create-scorer.ts';
import { FEATURE_NAMES } from '../rerank/features.ts';
import { RERANKER } from '../rerank/layers.ts';
import { fromUserEncoderComponent, USER_ENCODER } from '../sequence/user-encoder-component.ts';
import { createUserEncoder, type UserEncoder } from '../sequence/user-encoder.ts';
import { scoreSamples } from './score-samples.ts';

/** What a shop's vectors are, that a model must have been trained on. */
export type ShopExpectations = Pick<ModelExpectations, 'textEncoder' | 'dimensions'>;

/** A model ready to score, its weights in the backend that is open. */
export interface ServingModel extends Disposable {
  readonly version: StoredModel['version'];
  readonly scorer: RerankScorer;
  /** Null where the model has none: then ranking goes without user vectors. */
  readonly userEncoder: UserEncoder | null;
  /** All parts as stored, also those that other code builds from. */
  readonly components: ModelComponents;
}

/**
 * Checks a model and takes it into the backend.
 * @throws AppError `MODEL_REFUSED` with the reason why it cannot serve; nothing is kept then.
 */
export function createServingModel(stored: StoredModel, shop: ShopExpectations): ServingModel {
  checkModel(stored, { ...shop, features: FEATURE_NAMES, components: [RERANKER], scoreSamples });
  const { version, components } = stored;
  const encoder = components[USER_ENCODER];
  const scorer = createScorer(components[RERANKER]!);
  const userEncoder = encoder === undefined ? null : createUserEncoder(fromUserEncoderComponent(encoder));
  return {
    version,
    scorer,
    userEncoder,
    components,
    [Symbol.dispose]() {
      scorer[Symbol.dispose]();
      userEncoder?.dispose();
    },
  };
}
