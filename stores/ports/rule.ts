import type { ProductId, RuleId, SegmentId } from '../../schema/ids.ts';
import type { ProductTarget } from './product-target.ts';
import type { IndexFilter } from './search-index.ts';
import type { Versioned } from './versioned-store.ts';

export const RULE_STATUSES = ['DRAFT', 'ACTIVE', 'PAUSED'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

export const QUERY_MATCH_MODES = ['EXACT', 'PHRASE', 'ANY_WORD'] as const;
export type QueryMatchMode = (typeof QUERY_MATCH_MODES)[number];

export const RULE_ACTION_KINDS = ['BOOST', 'BURY', 'PIN', 'HIDE', 'ONLY', 'REDIRECT', 'BANNER', 'REPLACE_QUERY'] as const;
export type RuleActionKind = (typeof RULE_ACTION_KINDS)[number];

/** Lists that a rule may act on instead of search. */
export const RULE_STRATEGIES = ['FOR_YOU', 'SIMILAR', 'BOUGHT_TOGETHER', 'TRENDING', 'POPULAR', 'RECENTLY_VIEWED'] as const;
export type RuleStrategy = (typeof RULE_STRATEGIES)[number];

/** What a merchandiser writes. */
export interface RuleContent {
  readonly name: string;
  readonly status: RuleStatus;
  /** Higher wins. */
  readonly priority: number;
  readonly condition: RuleCondition;
  /** At least one. */
  readonly actions: readonly RuleAction[];
  /** Null: at any time. */
  readonly schedule: RuleSchedule | null;
}

/** All that is set must hold; one with nothing set always holds. */
export interface RuleCondition {
  readonly query: QueryMatch | null;
  /** Each is among the filters of the request, whatever their order; the request may have more. */
  readonly filters: readonly IndexFilter[];
  /** The shopper is in one of them; empty: any shopper. */
  readonly segmentIds: readonly SegmentId[];
  /** BCP 47 tag; holds for a request in that language, or in that very locale where it has a region. Null: any. */
  readonly locale: string | null;
  /** Lists that the rule acts on; search where it is empty. */
  readonly strategies: readonly RuleStrategy[];
}

/** Words are compared after the analysis of search: without function words, stemmed, `wi-fi` like `wifi`. */
export interface QueryMatch {
  readonly text: string;
  /** EXACT: the query is these words. PHRASE: it has them, in a row. ANY_WORD: it has one of them. */
  readonly mode: QueryMatchMode;
}

export type RuleAction =
  /** Factor above 1. */
  | { readonly kind: 'BOOST'; readonly target: ProductTarget; readonly factor: number }
  /** Factor between 0 and 1. */
  | { readonly kind: 'BURY'; readonly target: ProductTarget; readonly factor: number }
  | { readonly kind: 'HIDE'; readonly target: ProductTarget }
  | { readonly kind: 'ONLY'; readonly target: ProductTarget }
  /** The product, or else the best match of the filters. At least one of the two is set. Position 1 is the top. */
  | { readonly kind: 'PIN'; readonly productId: ProductId | null; readonly filters: readonly IndexFilter[]; readonly position: number }
  | { readonly kind: 'REDIRECT'; readonly url: string }
  | { readonly kind: 'BANNER'; readonly title: string; readonly url: string | null; readonly imageUrl: string | null }
  | { readonly kind: 'REPLACE_QUERY'; readonly text: string };

/** Unix epoch, milliseconds: from `startsAtMs` on, until just before `endsAtMs`; null is open. */
export interface RuleSchedule {
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
}

export type Rule = Versioned<RuleId, RuleContent>;
