import { AppError } from '../../schema/errors.ts';
import { productId } from '../../schema/ids.ts';
import type { ModelComponent, ModelComponents, SampleScores } from '../model/model-types.ts';
import { fromListPartsComponent, LIST_PARTS } from '../recommender/list-parts.ts';
import { RERANKER } from '../rerank/layers.ts';
import { scoreSample } from '../rerank/score-sample.ts';
import { STEP_TYPES, type SequenceStep } from '../score-part.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { fromUserEncoderComponent, USER_ENCODER } from '../sequence/user-encoder-component.ts';
import { createUserEncoder } from '../sequence/user-encoder.ts';
import { fromSlistComponent } from '../slist/slist-component.ts';
import { SLIST } from '../slist/slist-part.ts';

const SEED = 2;
const STEP_MS = 3_600_000;

/**
 * What each component of a model answers to its built-in sample; those without one, which hold counts and no network, are read only. Needs
 * a tensor backend.
 * @throws Error where a component does not fit this release's code.
 */
export function scoreSamples(components: ModelComponents): SampleScores {
  const { [RERANKER]: reranker, [USER_ENCODER]: userEncoder, [SLIST]: linear, [LIST_PARTS]: listParts } = components;
  if (linear !== undefined) fromSlistComponent(linear);
  if (listParts !== undefined && fromListPartsComponent(listParts) === null) {
    throw new AppError('INVARIANT_BROKEN', `${LIST_PARTS}: expected weights of at least 0 by part, got ${JSON.stringify(listParts.settings)}.`);
  }
  return {
    ...(reranker === undefined ? {} : { [RERANKER]: scoreSample(reranker) }),
    ...(userEncoder === undefined ? {} : { [USER_ENCODER]: encodeSample(userEncoder) }),
  };
}

/** The vector of an item that has only content, and that of a shopper with a step of each type. */
function encodeSample(component: ModelComponent): readonly number[] {
  const encoder = createUserEncoder(fromUserEncoderComponent(component));
  try {
    const random = createSeededRandom(SEED);
    const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal() / Math.sqrt(count));
    const content = encoder.contentDimension === 0 ? null : numbers(encoder.contentDimension);
    const newItem = encoder.itemVectors([{ id: productId('an item that no catalogue has'), content }]);
    const steps = STEP_TYPES.map((type, item): SequenceStep => ({ item, type, atMs: item ** 2 * STEP_MS }));
    const shopper = encoder.encode(steps.slice(-encoder.steps), numbers(steps.length * encoder.dimension));
    return [...newItem, ...shopper];
  } finally {
    encoder.dispose();
  }
}
