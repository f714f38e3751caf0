import type { ProductId } from '../../schema/ids.ts';
import type { ProductTarget } from '../../stores/ports/product-target.ts';
import type { Rule, RuleAction } from '../../stores/ports/rule.ts';
import type { IndexFilter } from '../../stores/ports/search-index.ts';
import { contributionOf } from './contribution-of.ts';

/** A target, and the rule that points at it. */
export interface RuledTarget {
  readonly rule: Rule;
  readonly target: ProductTarget;
}

/** A boost or bury. */
export interface Shift extends RuledTarget {
  readonly kind: 'BOOST' | 'BURY';
  /** What it adds to the score. */
  readonly contribution: number;
}

export interface PinDemand {
  readonly rule: Rule;
  readonly productId: ProductId | null;
  readonly filters: readonly IndexFilter[];
  /** 1 for the top. */
  readonly position: number;
}

/** What the rules that hold for one request want, each kind in the order of the rules. */
export interface RulePlan {
  /** Each must point at what is found. */
  readonly only: readonly RuledTarget[];
  readonly hide: readonly RuledTarget[];
  readonly shifts: readonly Shift[];
  readonly pins: readonly PinDemand[];
  /** Of the first rule that has one; null: none. */
  readonly redirect: { readonly rule: Rule; readonly url: string } | null;
  readonly banners: readonly RuledBanner[];
  /** Of the first rule that has one; null: none. */
  readonly replacement: { readonly rule: Rule; readonly text: string } | null;
}

export interface RuledBanner {
  readonly rule: Rule;
  readonly banner: Extract<RuleAction, { readonly kind: 'BANNER' }>;
}

/** @param rules - In the order of `compareRules`. */
export function planRules(rules: readonly Rule[]): RulePlan {
  const actions = rules.flatMap((rule) => rule.content.actions.map((action) => ({ rule, action })));
  const of = <Kind extends RuleAction['kind']>(...kinds: readonly Kind[]) =>
    actions.flatMap(({ rule, action }) =>
      kinds.some((kind) => kind === action.kind) ? [{ rule, action: action as Extract<RuleAction, { readonly kind: Kind }> }] : [],
    );
  const [redirect] = of('REDIRECT');
  const [replacement] = of('REPLACE_QUERY');
  return {
    only: of('ONLY').map(({ rule, action: { target } }) => ({ rule, target })),
    hide: of('HIDE').map(({ rule, action: { target } }) => ({ rule, target })),
    shifts: of('BOOST', 'BURY').map(({ rule, action: { kind, target, factor } }) => ({ rule, kind, target, contribution: contributionOf(factor) })),
    pins: of('PIN').map(({ rule, action: { productId, filters, position } }) => ({ rule, productId, filters, position })),
    redirect: redirect === undefined ? null : { rule: redirect.rule, url: redirect.action.url },
    banners: of('BANNER').map(({ rule, action }) => ({ rule, banner: action })),
    replacement: replacement === undefined ? null : { rule: replacement.rule, text: replacement.action.text },
  };
}
