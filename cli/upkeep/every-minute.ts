const MINUTE_MS = 60_000;

/** Does some work each minute until disposed of; a failure is told, and the next minute tries again. Keeps no process alive. */
export function everyMinute(work: () => Promise<void>, failed: (error: unknown) => void): Disposable {
  const timer = setInterval(() => void work().catch(failed), MINUTE_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
