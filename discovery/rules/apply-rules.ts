import type { GroupId, ProductId } from '../../schema/ids.ts';
import type { Candidate } from '../../stores/ports/search-index.ts';
import { arrange } from './arrange.ts';
import type { FoundPin } from './find-pinned.ts';
import { type AppliedRule, appliedRule, type ListRules } from './list-rules.ts';
import type { RulePlan } from './rule-plan.ts';

export interface ApplyRulesOptions {
  readonly plan: RulePlan;
  /** In the order of their rules. */
  readonly pins: readonly FoundPin[];
  /** Products whose marks say which shifts point at them. */
  readonly candidates: readonly Pick<Candidate, 'id' | 'groupId' | 'marks'>[];
}

export interface RuledList {
  readonly ids: readonly ProductId[];
  readonly rules: ListRules;
}

/** A ranked list as the rules want it, and what each of them did. */
export function applyRules(ranked: readonly ProductId[], { plan, pins, candidates }: ApplyRulesOptions): RuledList {
  const applied = new Map<ProductId, AppliedRule[]>();
  const added = new Map<ProductId, number>();
  for (const { id, marks = [] } of candidates) {
    if (marks.length === 0) continue;
    const shifts = marks.map((mark) => plan.shifts[mark]!);
    applied.set(id, shifts.map(({ rule, kind, contribution }) => appliedRule(rule, kind, contribution)));
    added.set(id, shifts.reduce((sum, { contribution }) => sum + contribution, 0));
  }
  for (const { id, demand } of pins) applied.set(id, [appliedRule(demand.rule, 'PIN')]);
  const groups = new Map<ProductId, GroupId | null>(candidates.map(({ id, groupId }) => [id, groupId]));
  const isMoved = added.size > 0 || pins.length > 0;
  const places = isMoved ? arrange(ranked, { added, pins, groupOf: (id) => groups.get(id) ?? null }) : null;
  return {
    ids: places === null ? ranked : places.map(({ id }) => id),
    rules: {
      redirect: plan.redirect?.url ?? null,
      banners: plan.banners.map(({ rule, banner: { title, url, imageUrl } }, index) => ({ id: `${rule.id}:${index}`, title, url, imageUrl })),
      ranks: places === null ? null : places.map(({ rank }) => rank),
      applied: Object.fromEntries(applied),
      onAll: plan.only.map(({ rule }) => appliedRule(rule, 'ONLY')),
    },
  };
}
