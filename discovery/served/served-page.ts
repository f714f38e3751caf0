import type { ListId, ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { ServedList } from '../../stores/ports/served-list-log.ts';
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
}

/** A page as the log of served lists takes it; there are no experiments yet. */
export function servedPage({ items, ...facts }: ServedPageFacts): ServedList {
  return {
    ...facts,
    arm: null,
    items: items.map(({ document, position }) => ({ productId: document.id, position, features: null })),
  };
}
