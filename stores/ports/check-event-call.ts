import { AppError } from '../../schema/errors.ts';

/** Checks what each call that writes events checks first: that it is not aborted, and not too large. */
export function checkEventCall(events: readonly unknown[], maximum: number, signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
  if (events.length > maximum) {
    throw new AppError('INVARIANT_BROKEN', `Expected at most ${maximum} events in one call, got ${events.length}.`);
  }
}
