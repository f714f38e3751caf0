import { holdFit, type ModelComponent, type Models, RERANKER } from '../../ranker/index.ts';

/**
 * The reranker that is kept where there are too few served lists to train one. Null where no model is active: also where there are some, and
 * none is fit, since training anew is what helps then.
 */
export function activeReranker(models: Pick<Models, 'hold'>): ModelComponent | null {
  using held = holdFit(models);
  return held?.value.components[RERANKER] ?? null;
}
