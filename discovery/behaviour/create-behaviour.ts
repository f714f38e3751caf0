import type { ProductId, ShopperId } from '../../schema/ids.ts';
import type { EventStore } from '../../stores/ports/event-store.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import { abortable } from '../../schema/abortable.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import { type BehaviourCounts, createBehaviourCounts } from './behaviour-counts.ts';
import type { BehaviourStats } from './behaviour-stats.ts';
import { createEventFollower } from './follow-events.ts';

export interface BehaviourOptions {
  readonly events: Pick<EventStore, 'scanEvents'>;
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  readonly log: DiscoveryLog;
}

/**
 * What shoppers' behaviour says of products, counted from the log of events: from its beginning at the start, then as
 * events come, within about a second. Nothing waits for it: before it has caught up, it says what it has counted so far.
 */
export interface Behaviour extends AsyncDisposable {
  readonly counts: BehaviourCounts;
  /** Aligned to `ids`. */
  statsOf(ids: readonly ProductId[]): readonly BehaviourStats[];
  /** Begins to count, in the background. Once. */
  start(): void;
  /** Events were recorded in this process: they are counted soon. */
  notify(): void;
  /** Resolves when all that was recorded before the call is counted. Needs `start`. */
  caughtUp(signal: AbortSignal): Promise<void>;
  progress(): BehaviourProgress;
  /** After erasure: the shopper's last steps are at hand no more. What was summed over all shoppers stays. */
  forget(shopper: ShopperId): void;
}

export interface BehaviourProgress {
  readonly counted: number;
  /** False until the log was read to its end once, and while the stores are away. */
  readonly upToDate: boolean;
}

/** Other processes write events, too. */
const POLL_MS = 1_000;

export function createBehaviour(options: BehaviourOptions): Behaviour {
  const counts = createBehaviourCounts();
  const follower = createEventFollower({ ...options, counts });
  const stopped = new AbortController();
  let upToDate = false;
  let following: Promise<void> | null = null;
  let awaited = Promise.withResolvers<void>();
  let woken = Promise.withResolvers<void>();

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      woken = Promise.withResolvers();
      const timer = setTimeout(woken.resolve, POLL_MS);
      timer.unref();
      upToDate = await follower.catchUp(signal);
      if (upToDate) {
        awaited.resolve();
        awaited = Promise.withResolvers();
      }
      await woken.promise;
      clearTimeout(timer);
    }
  }

  return {
    counts,
    statsOf: (ids) => ids.map((id) => counts.statsOf(id)),
    start() {
      following ??= follow(stopped.signal).catch((error: unknown) => {
        upToDate = false;
        if (!stopped.signal.aborted) options.log.warn({ error }, 'Counting events has stopped.');
      });
    },
    notify() {
      woken.resolve();
    },
    async caughtUp(signal) {
      // The round under way may have read past the end already; the one after it has not.
      for (let round = 0; round < 2; round++) {
        woken.resolve();
        await abortable(awaited.promise, signal);
      }
    },
    progress: () => ({ counted: follower.counted, upToDate }),
    forget: (shopper) => counts.forget(shopper),
    async [Symbol.asyncDispose]() {
      stopped.abort();
      woken.resolve();
      await following;
    },
  };
}
