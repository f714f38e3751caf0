/** Tells waiting readers of this process that something was written. */
export interface ChangeSignal {
  /** Wakes everyone who waits now. */
  changed(): void;
  /** Resolves at the next `changed`, after `timeoutMs`, or when aborted, whichever is first. Never rejects. */
  wait(timeoutMs: number, signal?: AbortSignal): Promise<void>;
}

export function createChangeSignal(): ChangeSignal {
  const waiting = new Set<() => void>();
  return {
    changed() {
      for (const wake of waiting) wake();
    },
    wait: (timeoutMs, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          clearTimeout(timer);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
        if (signal?.aborted === true) wake();
      }),
  };
}
