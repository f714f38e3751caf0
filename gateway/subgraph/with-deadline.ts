import type { SubgraphExecutor } from '../../schema/subgraph-request.ts';
import { isMutation } from './is-mutation.ts';
import { subgraphFault } from './subgraph-fault.ts';

export interface DeadlineOptions {
  /** Longest wait for a query. */
  readonly deadlineMs: number;
  readonly mutationDeadlineMs: number;
}

/**
 * Settles when `execute` does, when the deadline passes (fault `deadline`) or when the caller's signal is aborted (its reason),
 * whichever comes first, even where `execute` ignores the signal it is given.
 */
export function withDeadline(execute: SubgraphExecutor, { deadlineMs, mutationDeadlineMs }: DeadlineOptions): SubgraphExecutor {
  return (request) =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      // One controller and timer: AbortSignal.any and .timeout cost several times as much per call.
      const controller = new AbortController();
      const stop = (reason: unknown): void => {
        controller.abort(reason);
        reject(reason);
      };
      const timer = setTimeout(() => stop(subgraphFault('deadline')), isMutation(request.query) ? mutationDeadlineMs : deadlineMs);
      const onAbort = (): void => stop(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      execute({ ...request, signal: controller.signal })
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
        });
    });
}
