import { createDecayedCounts } from './decayed-counts.ts';
import type { SequenceStep } from '../score-part.ts';
import type { RatesOptions } from './click-rate.ts';

/** Purchases per look at a product, smoothed towards the shop's average. */
export interface ConversionRate {
  add(step: SequenceStep): void;
  /** 0..1; the shop's average for an unknown item, 0 before anything was looked at. */
  rate(item: number): number;
  readonly memoryBytes: number;
}

/** Looks. */
const PRIOR = 20;

/** @param options - `prior` is in looks. */
export function createConversionRate({ halfLifeMs, prior = PRIOR }: RatesOptions): ConversionRate {
  const looks = createDecayedCounts({ halfLifeMs });
  const purchases = createDecayedCounts({ halfLifeMs });
  return {
    add({ item, type, atMs }) {
      if (type === 'VIEW') looks.add(item, 1, atMs);
      if (type === 'PURCHASE') purchases.add(item, 1, atMs);
    },
    rate(item) {
      const nowMs = Math.max(looks.newestMs ?? -Infinity, purchases.newestMs ?? -Infinity);
      const asOf = Number.isFinite(nowMs) ? nowMs : undefined;
      const bought = purchases.total(asOf);
      // A shop whose looks were not recorded has more purchases than looks.
      const looked = Math.max(looks.total(asOf), bought);
      if (looked === 0) return 0;
      const own = purchases.count(item, asOf);
      return (own + (prior * bought) / looked) / (Math.max(looks.count(item, asOf), own) + prior);
    },
    get memoryBytes() {
      return looks.memoryBytes + purchases.memoryBytes;
    },
  };
}
