import type { SegmentId } from '../../schema/ids.ts';
import type { CheckedList } from '../input/check-recommend-request.ts';
import type { CheckedSearch } from '../input/check-search-request.ts';
import type { Degradation } from '../search-types.ts';
import type { ShopperSegments } from '../segments/shopper-segments.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import type { LiveRules, RulesNow } from './live-rules.ts';
import { planRules, type RulePlan } from './rule-plan.ts';
import { type Steering, steerSearch } from './steering.ts';

export interface SteeringParts {
  /** Null: a shop without rules. */
  readonly rules: Pick<LiveRules, 'read'> | null;
  readonly segments: ShopperSegments;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** How the live rules steer a search by a shopper, now. */
export type SteerFor = (
  search: Pick<CheckedSearch, 'filters' | 'locale' | 'sort'>,
  shopper: ShopperState,
  signal: AbortSignal,
) => Promise<Steering>;

/** What the rules want of a list. */
export interface ListSteering {
  readonly plan: RulePlan;
  readonly degradations: readonly Degradation[];
}

/** How the live rules steer a list for a shopper, now: those that name its strategy, and what is hidden everywhere. */
export type SteerList = (list: Pick<CheckedList, 'strategy' | 'filters'>, shopper: ShopperState, signal: AbortSignal) => Promise<ListSteering>;

export function createListSteering({ rules, segments, now }: SteeringParts): SteerList {
  return async ({ strategy, filters }, shopper, signal) => {
    const live = rules === null ? NO_RULES_NOW : await rules.read(signal);
    const request = { surface: strategy, texts: [], filters, segments: await segmentsFor(live, shopper, { segments, signal }), locale: null, atMs: now() };
    return { plan: planRules(live.book.match(request)), degradations: live.degradations };
  };
}

export function createSteering({ rules, segments, now }: SteeringParts): SteerFor {
  return async (search, shopper, signal) => {
    const live = rules === null ? NO_RULES_NOW : await rules.read(signal);
    return steerSearch(search, { ...live, segments: await segmentsFor(live, shopper, { segments, signal }), atMs: now() });
  };
}

/** Looked up only where a rule asks for them. */
export async function segmentsFor(
  { book }: Pick<RulesNow, 'book'>,
  shopper: ShopperState,
  { segments, signal }: { readonly segments: ShopperSegments; readonly signal: AbortSignal },
): Promise<ReadonlySet<SegmentId>> {
  return book.namesSegments() ? segments.of(shopper, signal) : new Set();
}

const NO_RULES_NOW: Pick<RulesNow, 'book' | 'expand' | 'degradations'> = {
  book: { match: () => [], namesSegments: () => false },
  expand: () => [],
  degradations: [],
};
