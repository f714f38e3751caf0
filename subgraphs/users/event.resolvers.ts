import { EVENT_BATCH_MAX } from '../../stores/ports/event-store.ts';
import type { MutationResolvers } from '../generated/users.ts';
import { checkCount } from '../shared/check-count.ts';
import { requireShopper } from './require-shopper.ts';
import { sortEvents } from './sort-events.ts';

export const eventMutations = {
  /** Acknowledged when the events are on disk and the cached sequence is the new one, or the cache could not be reached. */
  recordEvents: async (_root, { events }, { identity, deps, cachedState, signal }) => {
    const shopper = requireShopper(identity, 'recordEvents');
    checkCount('events', events, EVENT_BATCH_MAX);
    const { valid, rejected } = sortEvents(events, { shopper, nowMs: deps.now() });
    if (valid.length === 0) return { accepted: 0, duplicates: 0, rejected };
    const { outcomes } = await deps.events.record(shopper, valid, signal);
    const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
    if (accepted > 0) {
      deps.traces.recorded();
      await cachedState.refresh(shopper);
    }
    return { accepted, duplicates: outcomes.length - accepted, rejected };
  },
} satisfies MutationResolvers;
