import type { LeaseName, Leases } from '../ports/leases.ts';

/** Leases of a shop that is one process: those who want the same one take turns, in the order asked for. */
export function createLeases(): Leases {
  const last = new Map<LeaseName, Promise<unknown>>();
  return {
    async hold(name, work, signal) {
      signal.throwIfAborted();
      const before = last.get(name) ?? Promise.resolve();
      const done = Promise.withResolvers<void>();
      last.set(name, before.then(() => done.promise));
      try {
        await untilAborted(before, signal);
        return await work(signal);
      } finally {
        done.resolve();
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Resolves with `turn`; rejects with the signal's reason where that is aborted first. */
async function untilAborted(turn: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([turn, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
