import { createDecayedCounts } from './decayed-counts.ts';

export interface RatesOptions {
  readonly halfLifeMs: number;
  /** Strength of the prior, in expected successes: how much an item must be seen before its own rate outweighs the shop's. */
  readonly prior?: number;
}

/**
 * Clicks over expected clicks (Zhang and Jones 2007): an impression at a position promises as many clicks as the shop's
 * impressions there had on average, so that an item is not praised for having stood at the top. Smoothed towards 1, the
 * shop's average: (clicks + prior) / (expected + prior).
 */
export interface ClickRate {
  /** @param position - 1 for the first of its list; null where it is not known. */
  impression(item: number, position: number | null, atMs: number | null): void;
  click(item: number, position: number | null, atMs: number | null): void;
  /** 1: as often as the shop's average at the same positions. Above 0. */
  rate(item: number): number;
  readonly memoryBytes: number;
}

const PRIOR = 5;
/** Positions told apart; the last stands for all after it, and one more for an unknown one. */
const POSITIONS = 24;

/** Clicks per impression that a shop starts with. */
const SHOP_RATE = 0.05;

export function createClickRate({ halfLifeMs, prior = PRIOR }: RatesOptions): ClickRate {
  const impressions = createDecayedCounts({ halfLifeMs });
  const clicks = createDecayedCounts({ halfLifeMs });
  const expected = createDecayedCounts({ halfLifeMs });
  const itemClicks = createDecayedCounts({ halfLifeMs });

  return {
    impression(item, position, atMs) {
      const bucket = bucketOf(position);
      impressions.add(bucket, 1, atMs);
      // As the average stood then: exact enough after some dozens, and one number an item.
      const shown = impressions.count(bucket);
      const share = (clicks.count(bucket, impressions.newestMs ?? undefined) + SHOP_RATE) / (shown + 1);
      expected.add(item, Math.min(1, share), atMs);
    },
    click(item, position, atMs) {
      clicks.add(bucketOf(position), 1, atMs);
      itemClicks.add(item, 1, atMs);
    },
    rate(item) {
      const nowMs = Math.max(expected.newestMs ?? -Infinity, itemClicks.newestMs ?? -Infinity);
      const asOf = Number.isFinite(nowMs) ? nowMs : undefined;
      return (itemClicks.count(item, asOf) + prior) / (expected.count(item, asOf) + prior);
    },
    get memoryBytes() {
      return expected.memoryBytes + itemClicks.memoryBytes;
    },
  };
}

function bucketOf(position: number | null): number {
  return position === null ? POSITIONS : Math.min(position, POSITIONS) - 1;
}
