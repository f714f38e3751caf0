import { createGrowingNumbers } from './growing-numbers.ts';

export interface RepeatRateOptions {
  /** Strength of the prior, in buyers. */
  readonly prior?: number;
}

/**
 * How likely the buyer of an item buys it again: buyers who came back for it over all its buyers, smoothed towards the rate of
 * the item's segment (its category), and that towards the shop's, as empirical Bayes does. It tells coffee from coffee
 * machines without being told.
 */
export interface RepeatRate {
  /** Of one shopper and item: how many times it had been bought before on other days. */
  bought(item: number, segment: number | null, timesBefore: number): void;
  /** 0..1. */
  rate(item: number, segment: number | null): number;
  readonly memoryBytes: number;
}

const PRIOR = 20;

export function createRepeatRate({ prior = PRIOR }: RepeatRateOptions = {}): RepeatRate {
  const items = { buyers: createGrowingNumbers(), again: createGrowingNumbers() };
  const segments = { buyers: createGrowingNumbers(), again: createGrowingNumbers() };
  let buyers = 0;
  let again = 0;
  const smoothed = (own: typeof items, index: number, towards: number): number =>
    (own.again.get(index) + prior * towards) / (own.buyers.get(index) + prior);
  return {
    bought(item, segment, timesBefore) {
      // The first purchase makes a buyer, the second one who came back; more say no more.
      if (timesBefore > 1) return;
      const [field, value] = timesBefore === 0 ? (['buyers', 1] as const) : (['again', 1] as const);
      items[field].add(item, value);
      if (segment !== null) segments[field].add(segment, value);
      if (timesBefore === 0) buyers++;
      else again++;
    },
    rate(item, segment) {
      const shop = again / (buyers + prior);
      return smoothed(items, item, segment === null ? shop : smoothed(segments, segment, shop));
    },
    get memoryBytes() {
      return [items, segments].reduce((sum, own) => sum + own.buyers.memoryBytes + own.again.memoryBytes, 0);
    },
  };
}
