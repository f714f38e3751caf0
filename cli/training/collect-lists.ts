import { COLUMN, FEATURE_COUNT, type TrainingList } from '../../ranker/index.ts';
import type { EventType } from '../../stores/ports/shopper-event.ts';
import type { ServedItem, ServedListLog } from '../../stores/ports/served-list-log.ts';
import type { CollectedHistories } from './collect-histories.ts';

const BATCH = 500;

/** What a product of a list was worth, by the most that was done with it. */
const GAINS: Readonly<Partial<Record<EventType, number>>> = { CLICK: 1, VIEW: 1, ADD_TO_CART: 2, PURCHASE: 4 };

/** Beyond this place few reactions would count for too much. */
const PLACE_MAX = 10;

/**
 * The served lists that a model scored and that something came of, oldest first, as the reranker learns from them.
 *
 * A product that stood high was clicked partly because it stood there. So gains are weighted by inverse propensity: the chance
 * that a place is looked at at all falls as one over the place (Joachims, Swaminathan and Schnabel 2017, "Unbiased
 * learning-to-rank with biased feedback").
 */
export async function collectLists(
  served: Pick<ServedListLog, 'scanServed'>,
  reactions: CollectedHistories['reactions'],
  signal: AbortSignal,
): Promise<TrainingList[]> {
  const lists: TrainingList[] = [];
  let after: bigint | null = null;
  for (;;) {
    const batch = await served.scanServed(after, BATCH, signal);
    const last = batch.at(-1);
    if (last === undefined) return lists;
    after = last.place;
    for (const { list } of batch) {
      const reacted = reactions.get(list.listId);
      const items = list.items.filter(({ features }) => features?.length === FEATURE_COUNT);
      if (reacted === undefined || items.length < 2 || items.length < list.items.length) continue;
      const gainOf = ({ productId, position }: ServedItem): number =>
        Math.min(position, PLACE_MAX) * Math.max(0, ...[...(reacted.get(productId) ?? [])].map((type) => GAINS[type] ?? 0));
      lists.push(toTrainingList(items, gainOf));
    }
  }
}

/** In the order of relevance, as it was before the model: features say what it was. */
function toTrainingList(items: readonly ServedItem[], gainOf: (item: ServedItem) => number): TrainingList {
  const ordered = items.toSorted((a, b) => relevanceOf(b) - relevanceOf(a) || a.position - b.position);
  return { features: Float32Array.from(ordered.flatMap(({ features }) => features!)), gains: Float32Array.from(ordered, gainOf) };
}

function relevanceOf({ features }: ServedItem): number {
  return features![COLUMN.relevance]!;
}
