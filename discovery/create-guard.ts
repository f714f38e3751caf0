import { AppError, type ErrorCode } from '../schema/errors.ts';

/** When a part that we call counts as down. */
export interface GuardSettings {
  /** Longest wait for one call, milliseconds. */
  readonly deadlineMs: number;
  /** Failures in a row after which calls fail at once; a missed deadline during which nobody was answered is enough. */
  readonly failures: number;
  /** Time of failing at once, after which one call probes; milliseconds. */
  readonly coolDownMs: number;
}

export interface GuardOptions extends GuardSettings {
  /** Code of the error where the part did not answer in time, or is not asked for a while; `details.why` says which. */
  readonly unavailable: ErrorCode;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** Runs a call under the guard; `work` gets a signal that is aborted at the deadline and with the caller's. */
export type Guard = <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;

export const GUARD_DEFAULTS: GuardSettings = { deadlineMs: 200, failures: 5, coolDownMs: 2_000 };

/**
 * A deadline and a circuit breaker for calls to one part, so that a part that hangs costs its deadline once, not per request.
 * Errors of kind `unavailable` count as failures; any other is an answer. Rejects with the caller's reason as soon as the
 * caller's signal is aborted, which says nothing of the part.
 */
export function createGuard({ deadlineMs, failures, coolDownMs, unavailable, now }: GuardOptions): Guard {
  const noAnswer = (why: 'deadline' | 'open'): AppError =>
    new AppError(unavailable, why === 'deadline' ? `Expected an answer in ${deadlineMs} ms.` : 'Not asked: it did not answer before.', { details: { why } });
  let openUntilMs: number | null = null;
  let probing = false;
  let failuresInARow = 0;
  let answers = 0;

  const answered = (): void => {
    answers += 1;
    failuresInARow = 0;
    openUntilMs = null;
  };
  const failed = (error: AppError, { answersBefore, probe }: { answersBefore: number; probe: boolean }): void => {
    failuresInARow += 1;
    const hangs = error.details['why'] === 'deadline' && answers === answersBefore;
    const opens = openUntilMs === null ? failuresInARow >= failures || hangs : probe;
    if (opens) openUntilMs = now() + coolDownMs;
  };

  return async (work, signal) => {
    signal.throwIfAborted();
    const probe = openUntilMs !== null;
    if (openUntilMs !== null && (probing || now() < openUntilMs)) throw noAnswer('open');
    probing = probe;
    const answersBefore = answers;
    try {
      const result = await withDeadline(work, signal, { deadlineMs, late: () => noAnswer('deadline') });
      answered();
      return result;
    } catch (error) {
      if (!signal.aborted) {
        if (error instanceof AppError && error.kind === 'unavailable') failed(error, { answersBefore, probe });
        else answered();
      }
      throw error;
    } finally {
      if (probe) probing = false;
    }
  };
}

/** Settles with `work`, at the deadline, or with the signal's reason, whichever comes first, even where `work` ignores its signal. */
function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  { deadlineMs, late }: { readonly deadlineMs: number; readonly late: () => AppError },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const stop = (reason: unknown): void => {
      controller.abort(reason);
      reject(reason);
    };
    const timer = setTimeout(() => stop(late()), deadlineMs);
    const onAbort = (): void => stop(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      });
  });
}
