import { COLUMN, FEATURE_COUNT, type TrainingList } from '../../ranker/index.ts';
import type { EventType } from '../../stores/ports/shopper-event.ts';
import type { ServedItem, ServedListLog } from '../../stores/ports/served-list-log.ts';
import type { CollectedHistories } from './collect-histories.ts';

const BATCH = 500;

/** What a product of a list was worth, by the most that was done with it. */
const GAINS: Readonly<Partial<Record<EventType, number>>> = { CLICK: 1, VIEW: 1, ADD_TO_CART: 2, PURCHASE: 4 };

/** The served lists that a model scored and that something came of, oldest first, as the reranker learns from them. */
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
      lists.push(toTrainingList(items, (item) => Math.max(0, ...[...(reacted.get(item.productId) ?? [])].map((type) => GAINS[type] ?? 0))));
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
