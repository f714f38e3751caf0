import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Waits longer after each failure in a row, with jitter, so that many waiters do not come back at once. */
export interface Backoff {
  /** Resolves after the wait, or at once when aborted. */
  wait(signal: AbortSignal): Promise<void>;
  reset(): void;
}

/** @param random - Uniform in [0, 1). */
export function createBackoff(random: () => number): Backoff {
  let failures = 0;
  return {
    async wait(signal) {
      const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
      failures += 1;
      await sleep(ceiling * (0.5 + random() / 2), undefined, { signal }).catch(() => {});
    },
    reset() {
      failures = 0;
    },
  };
}
