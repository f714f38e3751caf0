import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRuleInput } from '../../../discovery/rules/input/read-rule-input.ts';
import { toRuleInput } from '../../../discovery/rules/input/to-rule-input.ts';
import type { RuleAction } from '../../../stores/ports/rule.ts';
import { contents } from './rule-arbitraries.ts';

const pointsAtSomething = (action: RuleAction): boolean =>
  !('target' in action) || action.target.productIds.length + action.target.filters.length > 0;

it('a rule written as an input and read again is the same rule, so that a snapshot is all of it', () => {
  fc.assert(
    fc.property(contents, (drawn) => {
      // An input cannot say a target of nothing, nor a query for lists.
      const actions = drawn.actions.filter(pointsAtSomething);
      fc.pre(actions.length > 0);
      const { query, strategies } = drawn.condition;
      const content = { ...drawn, actions, condition: { ...drawn.condition, strategies: query === null ? strategies : [] } };
      const input = JSON.parse(JSON.stringify(toRuleInput(content))) as ReturnType<typeof toRuleInput>;
      expect(readRuleInput(input, ['input'])).toEqual({ content, userErrors: null });
    }),
    { numRuns: 500 },
  );
});
