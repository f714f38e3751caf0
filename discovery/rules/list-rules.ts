import type { ProductId, RuleId } from '../../schema/ids.ts';
import type { Rule, RuleActionKind } from '../../stores/ports/rule.ts';
import { scoreOfPosition } from '../listing/score-of-position.ts';

/** A rule that acted on a product. */
export interface AppliedRule {
  readonly ruleId: RuleId;
  readonly name: string;
  readonly action: RuleActionKind;
  /** What it added to the score; null for what does not score. */
  readonly contribution: number | null;
}

export interface ListBanner {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  readonly imageUrl: string | null;
}

/** What rules did to a list; kept with it, so that later pages say the same. */
export interface ListRules {
  readonly redirect: string | null;
  readonly banners: readonly ListBanner[];
  /** Rank before pins, boosts and buries, by position; null for a product that only a pin brought in. Null: nobody moved. */
  readonly ranks: readonly (number | null)[] | null;
  /** On single products. */
  readonly applied: Readonly<Record<ProductId, readonly AppliedRule[]>>;
  /** On all that the list holds. */
  readonly onAll: readonly AppliedRule[];
}

export function appliedRule({ id, content }: Rule, action: RuleActionKind, contribution: number | null = null): AppliedRule {
  return { ruleId: id, name: content.name, action, contribution };
}

/** Rank before rules of what stands at a position. */
export function rankAt({ ranks }: ListRules, position: number): number | null {
  return ranks === null ? position : (ranks[position - 1] ?? null);
}

/**
 * The score of what stands at a position: that of its rank, and what rules added; of a pinned product, that of its position.
 * `normalized` is null for a product without a rank.
 */
export function scoreAt(rules: ListRules, position: number, id: ProductId): { readonly score: number; readonly normalized: number | null } {
  const rank = rankAt(rules, position);
  const normalized = rank === null ? null : scoreOfPosition(rank);
  const applied = rules.applied[id] ?? [];
  if (normalized === null || applied.some(({ action }) => action === 'PIN')) return { score: scoreOfPosition(position), normalized };
  return { score: applied.reduce((score, { contribution }) => score + (contribution ?? 0), normalized), normalized };
}

/** All that acted on a product of the list. */
export function rulesOn({ applied, onAll }: ListRules, id: ProductId): readonly AppliedRule[] {
  return [...onAll, ...(applied[id] ?? [])];
}
