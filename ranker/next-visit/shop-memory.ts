import { createDecayedCounts } from '../behaviour/decayed-counts.ts';
import { createItemNeighbours } from '../behaviour/item-neighbours.ts';
import { createPairCounts } from '../behaviour/pair-counts.ts';
import { createPopularity } from '../behaviour/popularity.ts';
import { createRepeatRate } from '../behaviour/repeat-rate.ts';
import type { StepWeights } from '../behaviour/step-weights.ts';
import type { SparseScorePart } from '../behaviour/sparse-score-part.ts';
import { createTransitions } from '../behaviour/transitions.ts';
import type { SequenceStep } from '../score-part.ts';
import { visitsOf, type Visit } from './visits.ts';

const DAY_MS = 86_400_000;

/** Of the demands that an item is known by. */
export const DEMAND_HALF_LIVES_DAYS = [7, 14, 30, 90] as const;

/** What is known of an item from all who took it. */
export interface ItemFacts {
  /** Faded counts of steps, by `DEMAND_HALF_LIVES_DAYS`. */
  readonly demands: readonly number[];
  readonly daysSinceFirst: number;
  readonly daysSinceLast: number;
  readonly buyers: number;
  /** How likely a buyer comes back for it, 0..1. */
  readonly repeatRate: number;
}

/** What a shop knows at a time: it grows visit by visit, in the order of time, and is never read ahead. */
export interface ShopMemory {
  /** @param visit - Not older than any before it. */
  add(shopper: number, visit: Visit): void;
  /** Oldest first; empty for a shopper never seen. */
  historyOf(shopper: number): readonly SequenceStep[];
  /** As of the newest visit. */
  factsOf(item: number): ItemFacts;
  /** What goes into one basket, and what comes in the next. */
  readonly companions: readonly SparseScorePart[];
  /** The most wanted of the last week, best first. */
  wanted(limit: number): readonly number[];
  /** Time of the newest visit, Unix epoch, milliseconds; 0 before the first. */
  readonly nowMs: number;
  readonly weights: StepWeights;
}

/** Neighbours kept of an item. */
const NEIGHBOURS_MAX = 200;
/** Baskets hold dozens of lines, so histories fade slowly from step to step. */
const HISTORY_DECAY = 0.98;

export function createShopMemory(weights: StepWeights): ShopMemory {
  const pairs = (days: number, directed: boolean) =>
    createPairCounts({ weights, directed, gapMax: directed ? 2 : 1, halfLifeMs: days * DAY_MS, neighboursMax: NEIGHBOURS_MAX });
  const [ofMonths, ofWeeks, nexts] = [pairs(180, false), pairs(30, false), pairs(60, true)];
  const demands = DEMAND_HALF_LIVES_DAYS.map((days) => createDecayedCounts({ halfLifeMs: days * DAY_MS }));
  const popularity = createPopularity({ halfLifeMs: DEMAND_HALF_LIVES_DAYS[0] * DAY_MS, weights });
  const repeats = createRepeatRate();
  const histories = new Map<number, SequenceStep[]>();
  const visitsWith = new Map<number, Map<number, number>>();
  const seen = new Map<number, { readonly firstMs: number; lastMs: number; buyers: number }>();
  let nowMs = 0;

  function remember(item: number, shopper: number, atMs: number): void {
    const own = visitsWith.get(shopper) ?? new Map<number, number>();
    visitsWith.set(shopper, own);
    const before = own.get(item) ?? 0;
    own.set(item, before + 1);
    repeats.bought(item, null, before);
    const facts = seen.get(item) ?? { firstMs: atMs, lastMs: atMs, buyers: 0 };
    seen.set(item, facts);
    facts.lastMs = atMs;
    if (before === 0) facts.buyers += 1;
  }

  return {
    weights,
    add(shopper, { atMs, steps }) {
      nowMs = atMs;
      const history = histories.get(shopper) ?? [];
      histories.set(shopper, history);
      steps.forEach((step, place) => {
        // Baskets are pairs of one visit; what comes next looks back beyond it.
        const basket = steps.slice(0, place);
        ofMonths.add(step, basket);
        ofWeeks.add(step, basket);
        nexts.add(step, history.slice(-PAST_MAX));
        history.push(step);
        popularity.add(step);
        for (const demand of demands) demand.add(step.item, 1, atMs);
      });
      for (const item of new Set(steps.map(({ item }) => item))) remember(item, shopper, atMs);
    },
    historyOf: (shopper) => histories.get(shopper) ?? [],
    factsOf(item) {
      const facts = seen.get(item) ?? { firstMs: nowMs, lastMs: nowMs, buyers: 0 };
      return {
        demands: demands.map((demand) => demand.count(item, nowMs)),
        daysSinceFirst: (nowMs - facts.firstMs) / DAY_MS,
        daysSinceLast: (nowMs - facts.lastMs) / DAY_MS,
        buyers: facts.buyers,
        repeatRate: repeats.rate(item, null),
      };
    },
    companions: [
      createItemNeighbours(ofMonths, { name: 'together of months', historyDecay: HISTORY_DECAY, historyWeights: weights }),
      createItemNeighbours(ofWeeks, { name: 'together of weeks', historyDecay: HISTORY_DECAY, historyWeights: weights, shrinkage: 1 }),
      createTransitions(nexts, { name: 'next', historyDecay: HISTORY_DECAY, historyWeights: weights }),
    ],
    wanted: (limit) => popularity.top(limit).map(({ item }) => item),
    get nowMs() {
      return nowMs;
    },
  };
}

/** Steps looked back on by what comes next. */
const PAST_MAX = 100;

/** All visits of all shoppers, oldest first. */
export function visitsInOrder(histories: readonly (readonly SequenceStep[])[], weights: StepWeights): { readonly shopper: number; readonly visit: Visit }[] {
  return histories
    .flatMap((history, shopper) => visitsOf(history, weights).map((visit) => ({ shopper, visit })))
    .toSorted((a, b) => a.visit.atMs - b.visit.atMs || a.shopper - b.shopper);
}
