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
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** Whether an error says something of the part rather than of the one call. */
  readonly isOutage: (error: unknown) => boolean;
}

/** Runs a call under the guard; `work` gets a signal that is aborted at the deadline and with the caller's. */
export type Guard = <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Why a guarded call brought no answer, where the part itself said nothing. */
export class GuardedCallFailed extends Error {
  override readonly name = 'GuardedCallFailed';
  readonly why: 'deadline' | 'open';

  constructor(why: 'deadline' | 'open') {
    super(why === 'deadline' ? 'A part did not answer in time.' : 'A part that did not answer is not asked for a while.');
    this.why = why;
  }
}

export const GUARD_DEFAULTS: GuardSettings = { deadlineMs: 200, failures: 5, coolDownMs: 2_000 };

/**
 * A deadline and a circuit breaker for calls to one part, so that a part that hangs costs its deadline once, not per request.
 * Rejects with the caller's reason as soon as the caller's signal is aborted, which says nothing of the part.
 */
export function createGuard({ deadlineMs, failures, coolDownMs, now, isOutage }: GuardOptions): Guard {
  let openUntilMs: number | null = null;
  let probing = false;
  let failuresInARow = 0;
  let answers = 0;

  const answered = (): void => {
    answers += 1;
    failuresInARow = 0;
    openUntilMs = null;
  };
  const failed = (error: unknown, { answersBefore, probe }: { answersBefore: number; probe: boolean }): void => {
    failuresInARow += 1;
    const hangs = error instanceof GuardedCallFailed && answers === answersBefore;
    const opens = openUntilMs === null ? failuresInARow >= failures || hangs : probe;
    if (opens) openUntilMs = now() + coolDownMs;
  };

  return async (work, signal) => {
    signal.throwIfAborted();
    const probe = openUntilMs !== null;
    if (openUntilMs !== null && (probing || now() < openUntilMs)) throw new GuardedCallFailed('open');
    probing = probe;
    const answersBefore = answers;
    try {
      const result = await withDeadline(work, signal, deadlineMs);
      answered();
      return result;
    } catch (error) {
      if (!signal.aborted) {
        if (error instanceof GuardedCallFailed || isOutage(error)) failed(error, { answersBefore, probe });
        else answered();
      }
      throw error;
    } finally {
      if (probe) probing = false;
    }
  };
}

/** Settles with `work`, at the deadline, or with the signal's reason, whichever comes first, even where `work` ignores its signal. */
function withDeadline<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, deadlineMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const stop = (reason: unknown): void => {
      controller.abort(reason);
      reject(reason);
    };
    const timer = setTimeout(() => stop(new GuardedCallFailed('deadline')), deadlineMs);
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
