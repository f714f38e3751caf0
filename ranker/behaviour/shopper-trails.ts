import type { SequenceStep } from '../score-part.ts';

export interface ShopperTrailsOptions {
  /** Shoppers remembered; the one longest away is forgotten first. */
  readonly shoppersMax: number;
  /** Steps remembered of each, the newest. */
  readonly stepsMax: number;
}

/** What each shopper did last, while events are counted in the order they happened: the past that the counts ask for. */
export interface ShopperTrails {
  /** Oldest first; empty for an unknown shopper. Changes with the next `add` of the same shopper. */
  past(shopper: string): readonly SequenceStep[];
  add(shopper: string, step: SequenceStep): void;
  forget(shopper: string): void;
  readonly size: number;
}

export function createShopperTrails({ shoppersMax, stepsMax }: ShopperTrailsOptions): ShopperTrails {
  // A Map keeps the order of insertion, so its first key is the one longest away.
  const trails = new Map<string, SequenceStep[]>();
  return {
    past: (shopper) => trails.get(shopper) ?? [],
    add(shopper, step) {
      const trail = trails.get(shopper) ?? [];
      trails.delete(shopper);
      trails.set(shopper, trail);
      trail.push(step);
      // Cut seldom: moving the rest on every step would cost as much as the counting.
      if (trail.length >= 2 * stepsMax) trail.splice(0, trail.length - stepsMax);
      if (trails.size > shoppersMax) trails.delete(trails.keys().next().value!);
    },
    forget: (shopper) => void trails.delete(shopper),
    get size() {
      return trails.size;
    },
  };
}
