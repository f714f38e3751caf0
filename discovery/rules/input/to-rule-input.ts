import type { ProductTarget } from '../../../stores/ports/product-target.ts';
import type { RuleAction, RuleContent } from '../../../stores/ports/rule.ts';
import type { IndexFilter } from '../../../stores/ports/search-index.ts';
import type { FilterInput, RuleActionInput, RuleInput, TargetInput } from './rule-input.ts';

/** The input that would write this rule: `readRuleInput` of it gives the same content. */
export function toRuleInput({ name, status, priority, condition, actions, schedule }: RuleContent): RuleInput {
  const { query, filters, segmentIds, locale, strategies } = condition;
  return {
    name,
    status,
    priority,
    condition: { query, filters: filters.map(toFilterInput), segmentIds, locale, strategies },
    actions: actions.map(toActionInput),
    schedule: schedule === null ? null : { startsAt: toInstant(schedule.startsAtMs), endsAt: toInstant(schedule.endsAtMs) },
  };
}

function toActionInput(action: RuleAction): RuleActionInput {
  if (action.kind === 'BOOST' || action.kind === 'BURY') {
    const shift = { target: toTargetInput(action.target), factor: action.factor };
    return action.kind === 'BOOST' ? { boost: shift } : { bury: shift };
  }
  if (action.kind === 'HIDE' || action.kind === 'ONLY') {
    const target = toTargetInput(action.target);
    return action.kind === 'HIDE' ? { hide: target } : { only: target };
  }
  if (action.kind === 'PIN') return { pin: { productId: action.productId, filters: action.filters.map(toFilterInput), position: action.position } };
  if (action.kind === 'REDIRECT') return { redirect: { url: action.url } };
  if (action.kind === 'BANNER') return { banner: { title: action.title, url: action.url, imageUrl: action.imageUrl } };
  return { replaceQuery: { text: action.text } };
}

function toTargetInput({ productIds, filters }: ProductTarget): TargetInput {
  return { productIds, filters: filters.map(toFilterInput) };
}

function toFilterInput({ field, values, range }: IndexFilter): FilterInput {
  return values === null ? { field, range } : { field, values };
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
