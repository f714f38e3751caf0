import type { StepType } from '../score-part.ts';

/** How much a step of each type counts; 0: not at all. */
export type StepWeights = Readonly<Record<StepType, number>>;

/** What was looked at, in whatever way. */
export const INTEREST_WEIGHTS: StepWeights = {
  CLICK: 1,
  VIEW: 1,
  ADD_TO_CART: 1,
  PURCHASE: 1,
  REMOVE_FROM_CART: 0,
  HIDE: 0,
};

/** What was looked at or put into the cart, bought or not. */
export const LOOK_WEIGHTS: StepWeights = { ...INTEREST_WEIGHTS, PURCHASE: 0 };

/** What was bought. */
export const PURCHASE_WEIGHTS: StepWeights = {
  CLICK: 0,
  VIEW: 0,
  ADD_TO_CART: 0,
  PURCHASE: 1,
  REMOVE_FROM_CART: 0,
  HIDE: 0,
};

/** How much each step says that a product is wanted: buying more than looking, for popularity and trend. */
export const DEMAND_WEIGHTS: StepWeights = {
  CLICK: 1,
  VIEW: 1,
  ADD_TO_CART: 3,
  PURCHASE: 6,
  REMOVE_FROM_CART: 0,
  HIDE: 0,
};
