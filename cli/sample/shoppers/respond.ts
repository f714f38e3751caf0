import type { Random } from '../random.ts';
import type { Offer } from './offer.ts';
import type { SimulatedShopper } from './simulated-shopper.ts';

export const OUTCOMES = ['unseen', 'seen', 'clicked', 'carted', 'returned', 'bought', 'hidden'] as const;
/** The furthest that a product of a list came: `returned` was put into the cart and taken out again. */
export type Outcome = (typeof OUTCOMES)[number];

export interface Reaction {
  readonly offer: Offer;
  /** 1 for the first. */
  readonly position: number;
  readonly outcome: Outcome;
}

/** Appeal, with the mood of the moment, above which a product is clicked, put into the cart, bought. */
const CLICK_ABOVE = 1;
const CART_ABOVE = 1.5;
const BUY_ABOVE = 1.8;

const MOOD = 0.7;
const HIDE_BELOW = -1.3;
const HIDE_CHANCE = 0.03;

/**
 * What a shopper does with a list, in its order. A product further down is less likely looked at (position bias), only what
 * is looked at can please, and whoever has bought mostly stops. A slip of the finger clicks anything.
 * @returns one reaction for each offer, in the order shown.
 */
export function respond({ taste, patience }: Pick<SimulatedShopper, 'taste' | 'patience'>, shown: readonly Offer[], random: Random): readonly Reaction[] {
  let stopped = false;
  return shown.map((offer, place) => {
    const seen = !stopped && random.chance(1 / (1 + place / patience));
    const outcome = seen ? outcomeOf(offer, taste.appeal(offer), random) : 'unseen';
    if (outcome === 'bought') stopped = random.chance(0.85);
    return { offer, position: place + 1, outcome };
  });
}

function outcomeOf({ available }: Offer, appeal: number, random: Random): Outcome {
  if (appeal < HIDE_BELOW && random.chance(HIDE_CHANCE)) return 'hidden';
  if (appeal + MOOD * random.normal() < CLICK_ABOVE && !random.chance(0.02)) return 'seen';
  // The page of the product tells more than its card: another mood.
  const liking = appeal + MOOD * random.normal();
  if (!available || liking < CART_ABOVE) return 'clicked';
  if (liking >= BUY_ABOVE) return 'bought';
  return random.chance(0.3) ? 'returned' : 'carted';
}
