import type { IndexDocument } from '../../stores/ports/search-index.ts';
import { pointsAt } from './points-at.ts';
import type { RulePlan } from './rule-plan.ts';

/** Whether `hide` and `only` of a plan let a product stand in a list. */
export function mayStand({ hide, only }: Pick<RulePlan, 'hide' | 'only'>, { product }: Pick<IndexDocument, 'product'>): boolean {
  return !hide.some(({ target }) => pointsAt(target, product)) && only.every(({ target }) => pointsAt(target, product));
}
