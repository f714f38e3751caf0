import { type ModelComponent, type Models, RERANKER } from '../../ranker/index.ts';
import { AppError } from '../../schema/errors.ts';

/**
 * The reranker that is kept where there are too few served lists to train one. Null where no model is active: also where there are some, and
 * none is fit, since training anew is what helps then.
 */
export function activeReranker(models: Pick<Models, 'hold'>): ModelComponent | null {
  try {
    using held = models.hold();
    return held?.value.components[RERANKER] ?? null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'MODEL_REFUSED') return null;
    throw error;
  }
}
