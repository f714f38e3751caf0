import type { ListId, ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { ServedList } from '../../stores/ports/served-list-log.ts';
import { type FeatureRows, featureRowAt } from '../listing/feature-rows.ts';
import type { PageItem } from '../listing/read-page.ts';

export interface ServedPageFacts {
  readonly listId: ListId;
  /** `SEARCH`, or the strategy. */
  readonly kind: string;
  readonly query: string | null;
  readonly shopper: ShopperId | null;
  readonly modelVersion: ModelVersion | null;
  readonly atMs: number;
  readonly total: number;
  readonly items: readonly PageItem[];
  /** Of the list's first products; null where no model scored. */
  readonly features: FeatureRows | null;
  /** Row of the features of what stands at a position, 1 for the first; null for none. By default the position itself. */
  readonly rankAt?: (position: number) => number | null;
}

/** A page as the log of served lists takes it; there are no experiments yet. */
export function servedPage({ items, features, rankAt = (position) => position, ...facts }: ServedPageFacts): ServedList {
  return {
    ...facts,
    arm: null,
    items: items.map(({ document, position }) => {
      const rank = rankAt(position);
      const row = features === null || rank === null ? null : featureRowAt(features, rank);
      return { productId: document.id, position, features: row === null ? null : [...row] };
    }),
  };
}
