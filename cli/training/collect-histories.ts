import { createItemTable, type ItemTable, type SequenceStep } from '../../ranker/index.ts';
import type { ListId, ProductId, ShopperId } from '../../schema/ids.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import type { EventType } from '../../stores/ports/shopper-event.ts';

const BATCH = 5000;

export interface CollectedHistories {
  readonly table: ItemTable;
  readonly histories: readonly (readonly SequenceStep[])[];
  /** What shoppers did with the products of each list they were shown. */
  readonly reactions: ReadonlyMap<ListId, ReadonlyMap<ProductId, ReadonlySet<EventType>>>;
}

/** Reads all events of a shop. Impressions are no steps. */
export async function collectHistories(events: Pick<EventStore, 'scanEvents'>, signal: AbortSignal): Promise<CollectedHistories> {
  const table = createItemTable();
  const byShopper = new Map<ShopperId, SequenceStep[]>();
  const reactions = new Map<ListId, Map<ProductId, Set<EventType>>>();
  let after: bigint | null = null;
  for (;;) {
    const batch = await events.scanEvents(after, BATCH, signal);
    const last = batch.at(-1);
    if (last === undefined) break;
    after = last.place;
    for (const { event } of batch) {
      if (event.type === 'IMPRESSION') continue;
      getOrMake(byShopper, event.shopper, () => []).push({ item: table.add(event.productId), type: event.type, atMs: event.atMs });
      if (event.listId === null) continue;
      const ofList = getOrMake(reactions, event.listId, () => new Map<ProductId, Set<EventType>>());
      getOrMake(ofList, event.productId, () => new Set<EventType>()).add(event.type);
    }
  }
  // The log is in the order of recording, which for late or imported events is not that of happening.
  return { table, reactions, histories: Array.from(byShopper.values(), (steps) => steps.toSorted((a, b) => a.atMs! - b.atMs!)) };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
