import { FEATURE_COUNT, type TrainingList } from '../../ranker/index.ts';
import type { ListId, ProductId } from '../../schema/ids.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import type { ServedItem, ServedListLog } from '../../stores/ports/served-list-log.ts';
import { gainsByList } from './gains-by-list.ts';

export interface ServedTrainingOptions {
  readonly served: Pick<ServedListLog, 'scanServed'>;
  readonly events: Pick<EventStore, 'scanEvents'>;
  readonly signal: AbortSignal;
}

/** Place of `relevance` in a row of features. */
const RELEVANCE = 0;
const SCAN = 1_000;

/**
 * What the reranker can learn from: searches that were shown with features of this release, and from which something was
 * clicked, put into the cart or bought. Only what was shown is in a list: nobody said anything of the rest.
 *
 * A product that stood high was clicked partly because it stood there. So gains are weighted by inverse propensity: the chance
 * that a place is looked at at all falls as one over the place (Joachims, Swaminathan and Schnabel 2017, "Unbiased
 * learning-to-rank with biased feedback", 5.1), cut at place 10, beyond which few clicks would count for too much.
 *
 * @returns oldest first.
 */
export async function servedTrainingLists({ served, events, signal }: ServedTrainingOptions): Promise<readonly TrainingList[]> {
  const gains = await gainsByList(events, signal);
  const shown = new Map<ListId, ServedItem[]>();
  let after: bigint | null = null;
  for (;;) {
    const logged = await served.scanServed(after, SCAN, signal);
    for (const { list } of logged) {
      if (list.kind !== 'SEARCH' || list.modelVersion === null || !gains.has(list.listId)) continue;
      // Each page of a list is an entry of its own, and may have been shown twice.
      const items = shown.get(list.listId) ?? [];
      shown.set(list.listId, [...items, ...list.items.filter(({ position }) => !items.some((item) => item.position === position))]);
    }
    if (logged.length < SCAN) break;
    after = logged.at(-1)!.place;
  }
  return [...shown].flatMap(([listId, items]) => toTrainingList(items, gains.get(listId)!) ?? []);
}

/** Null where another release has made the features, or no shown product has a gain. */
function toTrainingList(items: readonly ServedItem[], gains: ReadonlyMap<ProductId, number>): TrainingList | null {
  const usable = items.filter(({ features }) => features?.length === FEATURE_COUNT);
  const ordered = usable.toSorted((a, b) => b.features![RELEVANCE]! - a.features![RELEVANCE]! || a.position - b.position);
  const weighted = ordered.map(({ productId, position }) => (gains.get(productId) ?? 0) * inversePropensity(position));
  if (!weighted.some((gain) => gain > 0)) return null;
  return { features: Float32Array.from(ordered.flatMap(({ features }) => features!)), gains: Float32Array.from(weighted) };
}

const PLACE_MAX = 10;

function inversePropensity(position: number): number {
  return Math.min(position, PLACE_MAX);
}
