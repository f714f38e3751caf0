import { toRuleInput } from '../../discovery/index.ts';
import type { EditAction } from '../../stores/ports/versioned-store.ts';
import type {
  RuleActionResolvers,
  RuleConditionResolvers,
  RuleFilterResolvers,
  RuleResolvers,
  RuleVersionResolvers,
  ScheduleResolvers,
} from '../generated/recommendations.ts';
import { toRuleVersions } from './rule-version-parent.ts';

export const Rule = {
  name: ({ content }) => content.name,
  status: ({ content }) => content.status,
  priority: ({ content }) => content.priority,
  condition: ({ content }) => content.condition,
  actions: ({ content }) => content.actions,
  schedule: ({ content }) => content.schedule,
  updatedAt: ({ updatedAtMs }) => updatedAtMs,
  history: async ({ id }, _args, { merchandising, signal }) => toRuleVersions(await merchandising.ruleHistory(id, signal)),
} satisfies RuleResolvers;

const CHANGES: Readonly<Record<Exclude<EditAction, 'REVERT'>, string>> = {
  CREATE: 'created',
  UPDATE: 'updated',
  SET_STATUS: 'status set',
  DELETE: 'deleted',
};

export const RuleVersion = {
  name: ({ content }) => content.name,
  at: ({ atMs }) => atMs,
  change: ({ action, revertedTo, content }) => {
    if (action === 'REVERT') return `reverted to version ${revertedTo}`;
    return action === 'SET_STATUS' ? `${CHANGES[action]} to ${content.status}` : CHANGES[action];
  },
  snapshot: ({ content }) => JSON.stringify(toRuleInput(content)),
} satisfies RuleVersionResolvers;

export const RuleCondition = {
  filters: ({ filters }) => filters,
} satisfies RuleConditionResolvers;

/** What an action of its kind does not have is null or empty. */
export const RuleAction = {
  filters: (action) => ('target' in action ? action.target.filters : 'filters' in action ? action.filters : []),
  productIds: (action) => {
    if ('target' in action) return action.target.productIds;
    return 'productId' in action && action.productId !== null ? [action.productId] : [];
  },
  factor: (action) => ('factor' in action ? action.factor : null),
  position: (action) => ('position' in action ? action.position : null),
  url: (action) => ('url' in action ? action.url : null),
  text: (action) => (action.kind === 'BANNER' ? action.title : 'text' in action ? action.text : null),
  imageUrl: (action) => ('imageUrl' in action ? action.imageUrl : null),
} satisfies RuleActionResolvers;

export const RuleFilter = {
  values: ({ values }) => values ?? [],
  min: ({ range }) => range?.min ?? null,
  max: ({ range }) => range?.max ?? null,
} satisfies RuleFilterResolvers;

export const Schedule = {
  startsAt: ({ startsAtMs }) => startsAtMs,
  endsAt: ({ endsAtMs }) => endsAtMs,
} satisfies ScheduleResolvers;
