/** Whether a process should be sent requests, as its health check says it. */
export interface Readiness {
  readonly ready: boolean;
  /** State of each part by name, `ok` where it works; shown at /health/ready to anyone. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Longest wait for the parts' answers, milliseconds. */
const READY_TIMEOUT_MS = 2_000;

/** What `isReady` says, or that it did not say it in time. */
export async function readinessInTime(isReady: () => Promise<Readiness>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, checks: { readiness: 'no answer in time' } }), READY_TIMEOUT_MS);
  });
  try {
    return await Promise.race([isReady(), late]);
  } finally {
    clearTimeout(timer);
  }
}
