import { AppError } from '../../../schema/errors.ts';
import { EVENT_BATCH_MAX } from '../../ports/event-store.ts';

/** Checks what each call that writes events checks first: that it is not aborted, and not too large. */
export function checkCall(events: readonly unknown[], signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
  if (events.length > EVENT_BATCH_MAX) {
    throw new AppError('INVARIANT_BROKEN', `Expected at most ${EVENT_BATCH_MAX} events in one call, got ${events.length}.`);
  }
}
