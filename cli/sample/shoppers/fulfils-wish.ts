import type { Offer } from './offer.ts';

/** Whether a product is of the brand, has the feature or the option's value that was wished for. */
export function fulfilsWish({ truth }: Offer, wish: string): boolean {
  return truth.brand === wish || truth.features.includes(wish) || [...truth.options.values()].includes(wish);
}
