import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../schema/errors.ts';
import type { CategoryId, ProductId } from '../../schema/ids.ts';
import type { EventStore, LoggedEvent } from '../../stores/ports/event-store.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import type { BehaviourCounts } from './behaviour-counts.ts';

export interface FollowEventsOptions {
  readonly events: Pick<EventStore, 'scanEvents'>;
  /** Says which products there are, and of what category. */
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  readonly counts: BehaviourCounts;
  readonly log: DiscoveryLog;
}

/** Reads the log of events to its end, counting. */
export interface EventFollower {
  /** Events counted since the process began. */
  readonly counted: number;
  /**
   * Counts what was recorded since the last call. False where it had to stop for a part that is away; the next call goes on there.
   * One call at a time.
   */
  catchUp(signal: AbortSignal): Promise<boolean>;
}

/** Events read at once. */
const BATCH = 1_000;
/** Events counted before others get their turn: about two milliseconds. */
const SLICE = 64;
/** Products whose category is remembered. */
const KNOWN_MAX = 500_000;

export function createEventFollower({ events, index, counts, log }: FollowEventsOptions): EventFollower {
  const categories = new Map<ProductId, readonly CategoryId[]>();
  let place: bigint | null = null;
  let counted = 0;
  let away = false;

  /** A product that is not in the index yet is asked for again with its next event. */
  async function learn(batch: readonly LoggedEvent[], signal: AbortSignal): Promise<void> {
    const unknown = [...new Set(batch.map(({ event }) => event.productId))].filter((id) => !categories.has(id));
    if (unknown.length === 0) return;
    const features = await index.featuresByIds(unknown, signal);
    if (categories.size > KNOWN_MAX) categories.clear();
    for (const [i, stored] of features.entries()) if (stored !== null) categories.set(unknown[i]!, stored.categoryIds);
  }

  async function countAll(batch: readonly LoggedEvent[], signal: AbortSignal): Promise<void> {
    for (const [i, { place: at, event }] of batch.entries()) {
      if (i % SLICE === SLICE - 1) {
        await nextTurn();
        signal.throwIfAborted();
      }
      counts.count(event, categories.get(event.productId) ?? null);
      place = at;
      counted++;
    }
  }

  return {
    get counted() {
      return counted;
    },
    async catchUp(signal) {
      try {
        for (;;) {
          const batch = await events.scanEvents(place, BATCH, signal);
          await learn(batch, signal);
          await countAll(batch, signal);
          away = false;
          if (batch.length < BATCH) return true;
        }
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AppError)) throw error;
        if (!away) log.warn({ error }, 'Events cannot be counted now; counting goes on when the stores answer again.');
        away = true;
        return false;
      }
    },
  };
}
