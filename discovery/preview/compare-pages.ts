import type { RuleAction } from '../../stores/ports/rule.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { ListMeta } from '../listing/list-meta.ts';
import type { PageItem } from '../listing/read-page.ts';
import { type AppliedRule, appliedRule, rulesOn } from '../rules/list-rules.ts';
import { pointsAt } from '../rules/points-at.ts';
import type { RuledTarget, RulePlan } from '../rules/rule-plan.ts';
import type { PreviewMove } from './preview-types.ts';

/** A page of a preview, and the rules that made it. */
export interface PreviewPage {
  readonly items: readonly PageItem[];
  readonly meta: ListMeta;
  readonly plan: RulePlan;
}

/** What stands elsewhere on the other page, and the rules that make the difference. */
export function comparePages(before: PreviewPage, after: PreviewPage): readonly PreviewMove[] {
  const from = placesOf(before);
  const to = placesOf(after);
  const left = before.items.filter(({ document }) => !to.has(document.id));
  return [...after.items, ...left]
    .map(({ document }) => ({ document, from: from.get(document.id) ?? null, to: to.get(document.id) ?? null }))
    .filter((move) => move.from !== move.to)
    .map((move) => ({ ...move, rules: difference(rulesFor(before, move.document), rulesFor(after, move.document)) }));
}

function placesOf({ items }: PreviewPage): ReadonlyMap<string, number> {
  return new Map(items.map(({ document, position }) => [document.id, position]));
}

/** All that act on a product of the page, or keep it off. */
function rulesFor({ meta, plan }: PreviewPage, { id, product }: IndexDocument): readonly AppliedRule[] {
  const acting = (action: RuleAction['kind'], targets: readonly RuledTarget[], points: boolean): readonly AppliedRule[] =>
    targets.filter(({ target }) => pointsAt(target, product) === points).map(({ rule }) => appliedRule(rule, action));
  return [...rulesOn({ ...meta.rules, onAll: [] }, id), ...acting('ONLY', plan.only, true), ...acting('ONLY', plan.only, false), ...acting('HIDE', plan.hide, true)];
}

function difference(before: readonly AppliedRule[], after: readonly AppliedRule[]): readonly AppliedRule[] {
  return [...after.filter((rule) => !isAmong(before, rule)), ...before.filter((rule) => !isAmong(after, rule))];
}

function isAmong(rules: readonly AppliedRule[], { ruleId, action, contribution }: AppliedRule): boolean {
  return rules.some((other) => other.ruleId === ruleId && other.action === action && other.contribution === contribution);
}
