import { type PartWeights, SLIST, USER_ENCODER } from '../../ranker/index.ts';

/** How much each voice counts in a list for a shopper, all on one scale. */
export interface ListWeights {
  readonly transitions: number;
  readonly viewedTogether: number;
  readonly boughtTogether: number;
  /** The sequential linear model, where the active model has one. */
  readonly linear: number;
  readonly content: number;
  /** The user encoder, where the active model has one. */
  readonly taste: number;
}

/** Without weights fitted to the shop: measured on a time split of the sample shop's events (docs/lists.md). */
export const DEFAULT_LIST_WEIGHTS: ListWeights = { transitions: 1, viewedTogether: 0.7, boughtTogether: 0.5, linear: 1, content: 0.8, taste: 0.6 };

/**
 * Weights as `aisle train` fitted them, by the names of its parts, for the parts that speak online: item-kNN is viewed together, titles and
 * attributes are the content. Scaled so that the greatest is 1, as it is by default; purchases together, which are not fitted, keep their default.
 */
export function listWeights(fitted: PartWeights | null): ListWeights {
  if (fitted === null) return DEFAULT_LIST_WEIGHTS;
  const of = (name: string): number => fitted[name] ?? 0;
  const online = {
    transitions: of('transitions'),
    viewedTogether: of('item-knn'),
    linear: of(SLIST),
    content: of('titles') + of('attributes'),
    taste: of(USER_ENCODER),
  };
  const greatest = Math.max(...Object.values(online));
  if (!(greatest > 0)) return DEFAULT_LIST_WEIGHTS;
  const scaled = (weight: number): number => weight / greatest;
  return {
    transitions: scaled(online.transitions),
    viewedTogether: scaled(online.viewedTogether),
    boughtTogether: DEFAULT_LIST_WEIGHTS.boughtTogether,
    linear: scaled(online.linear),
    content: scaled(online.content),
    taste: scaled(online.taste),
  };
}
