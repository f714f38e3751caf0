import {
  createClickRate,
  createConversionRate,
  createItemNeighbours,
  createItemTable,
  createPairCounts,
  createPopularity,
  createRepeatRate,
  createSegmentPopularity,
  createShopperTrails,
  createTransitions,
  createTrend,
  INTEREST_WEIGHTS,
  type ItemTable,
  LOOK_WEIGHTS,
  type NeighbourPart,
  type Popularity,
  PURCHASE_WEIGHTS,
  type SegmentPopularity,
  type SequenceStep,
  type StepWeights,
  type Trend,
} from '../../ranker/index.ts';
import type { CategoryId, ProductId, ShopperId } from '../../schema/ids.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';
import type { BehaviourStats } from './behaviour-stats.ts';
import { createCategoryNumbers } from './category-numbers.ts';
import { departmentOf } from './department-of.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const RELATION_HALF_LIFE_MS = 180 * DAY_MS;
const DEMAND_HALF_LIFE_MS = 14 * DAY_MS;
const TREND_HALF_LIFE_MS = 3 * DAY_MS;
const USUAL_HALF_LIFE_MS = 28 * DAY_MS;

/** Products counted; 5 kB each at most, some hundred bytes as a rule. Events on further ones are passed over. */
const PRODUCTS_MAX = 500_000;
/** Shoppers whose last steps are at hand; about 2 kB each. */
const SHOPPERS_MAX = 20_000;
const STEPS_MAX = 60;
const NEIGHBOURS_MAX = 64;
const SEGMENT_PRODUCTS_MAX = 500;
/** Taken home, or nearly. */
const CART_WEIGHTS: StepWeights = { ...PURCHASE_WEIGHTS, ADD_TO_CART: 0.5 };

/**
 * Everything that is counted of shoppers' behaviour, over one table of products. Counting is in memory, in the order recorded,
 * bounded by the constants above; half-lives are those that docs/lists.md explains.
 */
export interface BehaviourCounts {
  readonly items: ItemTable;
  /** Of what one shopper bought, at once or one after another. */
  readonly boughtTogether: NeighbourPart;
  /** Of what one shopper looked at in a row. */
  readonly viewedTogether: NeighbourPart;
  /** What tends to come next. */
  readonly transitions: NeighbourPart;
  readonly popularity: Popularity;
  readonly trend: Trend;
  /** Demand within a category of products, by `categoryNumber`. */
  readonly inCategory: SegmentPopularity;
  /** Demand of the shoppers who are mostly interested in a department (a root category), by `categoryNumber`. */
  readonly ofAudience: SegmentPopularity;
  categoryNumber(id: CategoryId): number | null;
  /** Leaf categories that are bought with one, most often first; never itself. */
  companionsOf(leaf: CategoryId, limit: number): readonly { readonly id: CategoryId; readonly score: number }[];
  /** As of the event's place in the log. Null `categoryIds`: the product is not known, and not counted. */
  count(event: ShopperEvent, categoryIds: readonly CategoryId[] | null): void;
  statsOf(id: ProductId): BehaviourStats;
  /** Rises with every step counted: what was derived from the counts at a number holds until it changes. */
  readonly steps: number;
  /** Of what the shopper did; what was summed over all shoppers stays. */
  forget(shopper: ShopperId): void;
  readonly memoryBytes: number;
}

export function createBehaviourCounts(): BehaviourCounts {
  const items = createItemTable();
  const categories = createCategoryNumbers();
  const trails = createShopperTrails({ shoppersMax: SHOPPERS_MAX, stepsMax: STEPS_MAX });
  /** What was put into the cart or bought, by category instead of item. */
  const shelfTrails = createShopperTrails({ shoppersMax: SHOPPERS_MAX, stepsMax: STEPS_MAX });
  const relation = { halfLifeMs: RELATION_HALF_LIFE_MS, neighboursMax: NEIGHBOURS_MAX };
  const purchases = createPairCounts({ ...relation, weights: PURCHASE_WEIGHTS, directed: false, gapMax: 3, pairedMax: 30 });
  const looks = createPairCounts({ ...relation, weights: LOOK_WEIGHTS, directed: false, gapMax: 20, pairedMax: 30 });
  const nexts = createPairCounts({ ...relation, weights: INTEREST_WEIGHTS, directed: true, gapMax: 5 });
  const shelves = createPairCounts({ ...relation, weights: CART_WEIGHTS, directed: false, gapMax: 3 });
  const companions = createItemNeighbours(shelves, { name: 'companions', shrinkage: 5, supportMin: 2 });
  const popularity = createPopularity({ halfLifeMs: DEMAND_HALF_LIFE_MS });
  const trend = createTrend({ shortHalfLifeMs: TREND_HALF_LIFE_MS, longHalfLifeMs: USUAL_HALF_LIFE_MS });
  const segment = { halfLifeMs: DEMAND_HALF_LIFE_MS, itemsMax: SEGMENT_PRODUCTS_MAX };
  const inCategory = createSegmentPopularity(segment);
  const ofAudience = createSegmentPopularity(segment);
  const clicks = createClickRate({ halfLifeMs: RELATION_HALF_LIFE_MS });
  const conversions = createConversionRate({ halfLifeMs: RELATION_HALF_LIFE_MS });
  const repeats = createRepeatRate();
  /** The category that each item counts in, its leaf's number; -1 for none. */
  const leaves: number[] = [];
  let mostWanted = { steps: 0, demand: 0 };
  let steps = 0;

  function countStep(shopper: ShopperId, step: SequenceStep, path: readonly number[]): void {
    const past = trails.past(shopper);
    purchases.add(step, past);
    looks.add(step, past);
    nexts.add(step, past);
    const leaf = path.at(-1);
    if (leaf !== undefined && CART_WEIGHTS[step.type] > 0) countShelf(shopper, { ...step, item: leaf });
    trend.add(step, past);
    conversions.add(step);
    if (!isRepeated(step, past)) countDemand(step, past, path);
    if (step.type === 'PURCHASE') repeats.bought(step.item, leaf ?? null, daysBought(step, past));
    trails.add(shopper, step);
    steps++;
  }

  function countDemand(step: SequenceStep, past: readonly SequenceStep[], path: readonly number[]): void {
    popularity.add(step);
    for (const category of path) inCategory.add(category, step);
    const department = departmentOf(past, (item) => leaves[item] ?? -1, (category) => categories.rootOf(category));
    if (department !== null) ofAudience.add(department, step);
  }

  function countShelf(shopper: ShopperId, step: SequenceStep): void {
    shelves.add(step, shelfTrails.past(shopper));
    shelfTrails.add(shopper, step);
  }

  /** Demand of the most wanted product. */
  function greatestDemand(): number {
    if (mostWanted.steps !== steps) mostWanted = { steps, demand: popularity.top(1)[0]?.score ?? 0 };
    return mostWanted.demand;
  }

  return {
    items,
    boughtTogether: createItemNeighbours(purchases, { name: 'bought-together', shrinkage: 2, supportMin: 1.8 }),
    viewedTogether: createItemNeighbours(looks, { name: 'viewed-together', shrinkage: 2 }),
    transitions: createTransitions(nexts, { name: 'transitions' }),
    popularity,
    trend,
    inCategory,
    ofAudience,
    categoryNumber: (id) => categories.numberOf(id),
    companionsOf(leaf, limit) {
      const number = categories.numberOf(leaf);
      if (number === null) return [];
      return companions.neighbours(number, limit).map(({ item, score }) => ({ id: categories.idOf(item), score }));
    },
    count({ shopper, type, productId, position, atMs }, categoryIds) {
      if (categoryIds === null || (items.size >= PRODUCTS_MAX && items.indexOf(productId) === undefined)) return;
      const item = items.add(productId);
      if (type === 'IMPRESSION') return clicks.impression(item, position, atMs);
      if (type === 'CLICK') clicks.click(item, position, atMs);
      const path = categories.add(categoryIds);
      leaves[item] = path.at(-1) ?? -1;
      countStep(shopper, { item, type, atMs }, path);
    },
    statsOf(id) {
      const item = items.indexOf(id);
      if (item === undefined) {
        return { popularity: 0, trend: 0, clickRate: 1, conversionRate: conversions.rate(-1), repeatRate: repeats.rate(-1, null), demand: 0 };
      }
      const leaf = leaves[item] ?? -1;
      const demand = popularity.demand(item);
      return {
        popularity: demand === 0 ? 0 : Math.min(1, Math.log1p(demand) / Math.log1p(greatestDemand())),
        trend: trend.excess(item),
        clickRate: clicks.rate(item),
        conversionRate: conversions.rate(item),
        repeatRate: repeats.rate(item, leaf === -1 ? null : leaf),
        demand,
      };
    },
    get steps() {
      return steps;
    },
    forget(shopper) {
      trails.forget(shopper);
      shelfTrails.forget(shopper);
    },
    get memoryBytes() {
      return [purchases, looks, nexts, shelves, popularity, trend, inCategory, ofAudience, clicks, conversions, repeats]
        .reduce((sum, part) => sum + part.memoryBytes, 0);
    },
  };
}

/** Whether the shopper did the same within a day before: it is counted once, so that nobody makes a bestseller alone. */
function isRepeated({ item, type, atMs }: SequenceStep, past: readonly SequenceStep[]): boolean {
  return past.some((before) => before.item === item && before.type === type && Math.abs((atMs ?? 0) - (before.atMs ?? 0)) < DAY_MS);
}

/** Days before the step's on which the shopper had bought the item, as far as the trail goes back. */
function daysBought({ item, atMs }: SequenceStep, past: readonly SequenceStep[]): number {
  const days = past.flatMap((step) => (step.item === item && step.type === 'PURCHASE' ? [dayOf(step.atMs)] : []));
  const before = new Set(days);
  const today = dayOf(atMs);
  // What was bought twice on one day was bought once.
  return before.has(today) ? Infinity : before.size;
}

function dayOf(atMs: number | null): number {
  return Math.floor((atMs ?? 0) / DAY_MS);
}
