import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../schema/errors.ts';
import type { Database } from './database.ts';

export interface Writer {
  /**
   * Runs `work` in one transaction, after the writes asked for before it. `work` may be run again after a failed attempt.
   * Rejects with the signal's reason where it is aborted before the transaction began.
   */
  write<T>(work: () => T, signal?: AbortSignal): Promise<T>;
  /** Resolves when every write asked for so far is done or has failed. */
  settled(): Promise<void>;
}

/**
 * SQLite waits for another process's lock by blocking the thread, and with it every request of this process.
 * So one attempt may block this long only, milliseconds; between attempts the event loop turns.
 */
const BLOCKING_WAIT_MS = 20;
const PAUSE_MS = 10;

/**
 * Writes that wait for another process without blocking this one.
 * They reject with `STORE_LOCKED` where the lock is not free `timeoutMs` after the call.
 */
export function createWriter(database: Database, timeoutMs: number): Writer {
  let last: Promise<void> = Promise.resolve();
  database.raw.exec(`PRAGMA busy_timeout = ${Math.min(timeoutMs, BLOCKING_WAIT_MS)}`);

  return {
    write(work, signal) {
      const deadline = performance.now() + timeoutMs;
      const done = last.then(() => attempt(database, work, { signal, deadline }));
      last = done.then(ignore, ignore);
      return done;
    },
    settled: () => last,
  };
}

interface AttemptOptions {
  readonly signal: AbortSignal | undefined;
  readonly deadline: number;
}

async function attempt<T>(database: Database, work: () => T, { signal, deadline }: AttemptOptions): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return database.write(work);
    } catch (error) {
      const locked = error instanceof AppError && error.code === 'STORE_LOCKED';
      if (!locked || performance.now() >= deadline) throw error;
    }
    await sleep(PAUSE_MS);
  }
}

function ignore(): void {
  // Whoever asked for the write hears of its failure.
}
