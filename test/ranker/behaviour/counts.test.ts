import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createClickRate, createConversionRate, createPopularity, createRepeatRate, createSegmentPopularity, createShopperTrails, createTrend, DEMAND_WEIGHTS,
  type SequenceStep,
} from '../../../ranker/index.ts';
import { DAY, look, timedHistories } from './histories.ts';

describe('popularity', () => {
  it('is the sum of what is left of each step after its age', () => {
    fc.assert(
      fc.property(timedHistories, fc.nat(300), (all, daysLater) => {
        const popularity = createPopularity({ halfLifeMs: DAY * 2 });
        const steps = all.flat();
        for (const step of steps) popularity.add(step);
        const nowMs = Math.max(0, ...steps.map(({ atMs }) => atMs!)) + daysLater * DAY;
        for (let item = 0; item < 8; item++) {
          const own = steps.filter((step) => step.item === item);
          const expected = own.reduce((sum, { type, atMs }) => sum + DEMAND_WEIGHTS[type] * 2 ** ((atMs! - nowMs) / (DAY * 2)), 0);
          expect(popularity.demand(item, nowMs)).toBeCloseTo(expected, 6);
        }
      }),
    );
  });
});

describe('the most wanted and the rising', () => {
  it('are those of looking through all items, whatever the order of events', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ item: fc.nat(900), days: fc.nat(200) }), { maxLength: 3_000, size: 'max' }), (given) => {
        const popularity = createPopularity({ halfLifeMs: DAY * 5 });
        const trend = createTrend({ shortHalfLifeMs: DAY, longHalfLifeMs: DAY * 20 });
        for (const { item, days } of given) {
          popularity.add(look(item, days * DAY));
          trend.add(look(item, days * DAY), []);
        }
        const all = Array.from({ length: 901 }, (_unused, item) => item);
        const best = (score: (item: number) => number, least: number) =>
          all.map((item) => ({ item, score: score(item) })).filter(({ score }) => score > least).toSorted((a, b) => b.score - a.score || a.item - b.item);
        expect(popularity.top(20)).toEqual(best((item) => popularity.demand(item), 0).slice(0, 20));
        expect(trend.rising(20, 0.1)).toEqual(best((item) => trend.excess(item), 0.1).slice(0, 20));
      }),
      { numRuns: 20 },
    );
  });
});

describe('segment popularity', () => {
  it('keeps segments apart and most wanted first', () => {
    const segments = createSegmentPopularity({ halfLifeMs: DAY, itemsMax: 50 });
    for (const [segment, item] of [[0, 1], [0, 2], [0, 2], [1, 3]] as const) segments.add(segment, look(item, 0));
    expect(segments.top(0, 5)).toEqual([{ item: 2, score: 2 }, { item: 1, score: 1 }]);
    expect(segments.top(1, 5)).toEqual([{ item: 3, score: 1 }]);
    expect(segments.top(2, 5)).toEqual([]);
    expect(segments.total(0)).toBe(3);
  });
});

describe('trend', () => {
  const trendOf = () => createTrend({ shortHalfLifeMs: DAY, longHalfLifeMs: 30 * DAY });
  const views = (trend: ReturnType<typeof trendOf>, item: number, day: number, count: number) => {
    for (let i = 0; i < count; i++) trend.add(look(item, day * DAY), []);
  };

  it('finds what rises, not what is always popular, nor what one shopper stares at', () => {
    const trend = trendOf();
    for (let day = 0; day < 60; day++) {
      views(trend, 0, day, 50);
      views(trend, 1, day, 5);
      views(trend, 3, day, 5);
      if (day > 56) views(trend, 1, day, 25);
    }
    const stare: SequenceStep[] = [];
    for (let i = 0; i < 40; i++) {
      trend.add(look(2, 59 * DAY), stare);
      stare.push(look(2, 59 * DAY));
    }
    expect(trend.excess(1)).toBeGreaterThan(3);
    expect(trend.excess(0)).toBeLessThan(0);
    expect(Math.abs(trend.excess(3))).toBeLessThan(1.5);
    expect(trend.excess(2)).toBeLessThan(0.5);
    const { items } = trend.score([]);
    expect(items).toContain(1);
    expect(items).not.toContain(0);
  });

  it('does not take a busy day of everything for a trend', () => {
    const trend = trendOf();
    for (let day = 0; day < 40; day++) for (let item = 0; item < 10; item++) views(trend, item, day, day === 39 ? 50 : 5);
    for (let item = 0; item < 10; item++) expect(Math.abs(trend.excess(item))).toBeLessThan(0.5);
  });

  it('is 0 where nothing was seen', () => {
    expect(trendOf().excess(5)).toBe(0);
  });
});

describe('click rate', () => {
  it('does not praise an item for standing at the top', () => {
    const rate = createClickRate({ halfLifeMs: Infinity });
    for (let i = 0; i < 2_000; i++) {
      rate.impression(0, 1, i);
      rate.impression(1, 10, i);
      rate.impression(2, 10, i);
      if (i % 5 === 0) rate.click(0, 1, i);
      if (i % 50 === 0) rate.click(1, 10, i);
      if (i % 10 === 0) rate.click(2, 10, i);
    }
    expect(rate.rate(0)).toBeCloseTo(1, 0);
    expect(rate.rate(2)).toBeGreaterThan(1.3);
    expect(rate.rate(1)).toBeLessThan(0.6);
    expect(rate.rate(99)).toBe(1);
  });
});

describe('conversion rate', () => {
  it('goes from the average of the shop to the own rate as looks add up', () => {
    const rate = createConversionRate({ halfLifeMs: Infinity });
    expect(rate.rate(0)).toBe(0);
    for (let i = 0; i < 1_000; i++) {
      rate.add(look(0, i));
      rate.add(look(1, i));
      if (i % 10 === 0) rate.add({ item: 0, type: 'PURCHASE', atMs: i });
    }
    expect(rate.rate(0)).toBeCloseTo(0.1, 2);
    expect(rate.rate(1)).toBeLessThan(0.005);
    expect(rate.rate(7)).toBeCloseTo(0.05, 5);
  });
});

describe('repeat rate', () => {
  it('learns from an item, and from its segment where the item is new', () => {
    const repeat = createRepeatRate();
    for (let buyer = 0; buyer < 100; buyer++) {
      repeat.bought(0, 0, 0);
      repeat.bought(1, 1, 0);
      if (buyer < 60) for (let times = 1; times < 4; times++) repeat.bought(0, 0, times);
    }
    expect(repeat.rate(0, 0)).toBeGreaterThan(0.5);
    expect(repeat.rate(1, 1)).toBeLessThan(0.1);
    expect(repeat.rate(9, 0)).toBeGreaterThan(0.4);
    expect(repeat.rate(9, 1)).toBeLessThan(0.15);
  });
});

describe('trails', () => {
  it('remember the newest steps of the latest shoppers', () => {
    const trails = createShopperTrails({ shoppersMax: 2, stepsMax: 3 });
    for (let i = 0; i < 20; i++) trails.add('a', look(i));
    expect(trails.past('a').length).toBeLessThanOrEqual(6);
    expect(trails.past('a').slice(-3)).toEqual([look(17), look(18), look(19)]);
    trails.add('b', look(1));
    trails.add('a', look(20));
    trails.add('c', look(2));
    expect([trails.past('a').length > 0, trails.past('b'), trails.past('c')]).toEqual([true, [], [look(2)]]);
    trails.forget('a');
    expect([trails.past('a'), trails.size]).toEqual([[], 1]);
  });
});
