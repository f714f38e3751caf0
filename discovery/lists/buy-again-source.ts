import type { ProductId } from '../../schema/ids.ts';
import type { Behaviour } from '../behaviour/create-behaviour.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import type { ScoreSource } from './score-source.ts';

/**
 * Share of buyers who come back for a product from which it counts as something that is bought again. Decided from behaviour
 * (`RepeatRate`): the product's own where it has enough buyers, else that of its category, else the shop's.
 */
const COMES_AGAIN_FROM = 0.2;

export function comesAgain(behaviour: Pick<Behaviour, 'statsOf'>, id: ProductId): boolean {
  return behaviour.statsOf([id])[0]!.repeatRate >= COMES_AGAIN_FROM;
}

/** What the shopper has bought and buyers come back for. */
export function buyAgainSource({ purchased }: ShopperState, behaviour: Pick<Behaviour, 'statsOf'>, weight: number): ScoreSource {
  const ids = [...purchased];
  const rates = behaviour.statsOf(ids).map(({ repeatRate }, i) => [ids[i]!, repeatRate] as const);
  return {
    code: 'BUY_AGAIN',
    weight,
    scores: new Map(rates.filter(([, rate]) => rate >= COMES_AGAIN_FROM)),
    becauseOf: () => [],
    subject: null,
  };
}
