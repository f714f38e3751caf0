/** Makes what this process has written visible to its searches, by one refresh for all that wait, and none where nothing was written. */
export interface Visibility {
  /** To be told after each acknowledged write. */
  wrote(): void;
  /** Resolves when all that was written before the call can be found. */
  ready(signal?: AbortSignal): Promise<void>;
}

export function createVisibility(refresh: () => Promise<void>): Visibility {
  let written = 0;
  let visible = 0;
  let refreshing: Promise<void> | null = null;

  const refreshOnce = async (): Promise<void> => {
    const upTo = written;
    try {
      await refresh();
      visible = Math.max(visible, upTo);
    } finally {
      refreshing = null;
    }
  };

  const reach = async (asked: number, signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (visible >= asked) return;
    // Shared by all that wait, so it runs without the signal of any one of them.
    await (refreshing ??= refreshOnce());
    // It may have begun before the write that is waited for.
    await reach(asked, signal);
  };

  return {
    wrote() {
      written++;
    },
    ready: (signal) => reach(written, signal),
  };
}
