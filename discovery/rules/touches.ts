import type { Product } from '../../stores/ports/product.ts';
import type { Rule, RuleAction } from '../../stores/ports/rule.ts';
import { matchesFilters } from '../lists/matches-filters.ts';
import { compileCondition, readRequest } from './compile-condition.ts';
import { pointsAt } from './points-at.ts';

export interface Touched {
  /** Null: any search. */
  readonly query: string | null;
  /** Null: any product. */
  readonly product: Product | null;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
}

/**
 * Whether a rule may act on such a search, or on that product, at a time. Of the conditions, query and schedule are asked;
 * who searches, where and with which filters is not known.
 */
export function touches(rule: Rule, { query, product, atMs }: Touched): boolean {
  const { condition, actions } = rule.content;
  const asked: Rule = {
    ...rule,
    content: { ...rule.content, condition: { query: condition.query, filters: [], segmentIds: [], locale: null, strategies: query === null ? [] : condition.strategies } },
  };
  const request = { surface: 'SEARCH', texts: query === null ? [condition.query?.text ?? ''] : [query], filters: [], segments: new Set<never>(), locale: null, atMs } as const;
  return compileCondition(asked).holds(readRequest(request)) && (product === null || actions.some((action) => actsOn(action, product)));
}

function actsOn(action: RuleAction, product: Product): boolean {
  if ('target' in action) return pointsAt(action.target, product);
  if (action.kind !== 'PIN') return false;
  return action.productId === product.id || (action.filters.length > 0 && matchesFilters(product, action.filters));
}
