import { Worker } from 'node:worker_threads';
import { AppError } from '../../../schema/errors.ts';
import type { EmbeddedSearchIndexOptions } from './embedded-search-index.ts';
import type { IndexCalls } from './index-calls.ts';
import { fromSentError, OPENING, type WorkerCall, type WorkerMessage, type WorkerStart } from './worker-messages.ts';

/** A thread with an open index in it. */
export interface IndexThread {
  /** Rejects with `SEARCH_INDEX_UNAVAILABLE` where the thread ends before it answers. */
  call<Method extends keyof IndexCalls>(method: Method, ...args: Parameters<IndexCalls[Method]>): Promise<Awaited<ReturnType<IndexCalls[Method]>>>;
  /** False once the thread has ended, by itself or by `end`. */
  isAlive(): boolean;
  /** Ends it at once; `call('close')` goes before. */
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread and opens the index in it. Rejects as `openIndexHere` does. */
export async function startIndexThread({ dataDir, alias, now, log, embeddings = null }: EmbeddedSearchIndexOptions): Promise<IndexThread> {
  // An encoder will do for a space, but cannot be sent.
  const space = embeddings === null ? null : { version: embeddings.version, dimensions: embeddings.dimensions };
  const workerData: WorkerStart = { dataDir, alias, nowMs: now(), embeddings: space };
  const worker = new Worker(new URL('index-worker.ts', import.meta.url), { workerData, name: 'search-index' });
  const waiting = new Map<number, Waiting>();
  let alive = true;
  let cause: unknown;
  let last = OPENING;

  const ended = (): AppError => new AppError('SEARCH_INDEX_UNAVAILABLE', `The thread of the search index in ${dataDir} has ended.`, { cause });
  const answerTo = (number: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
    });
  const settle = (number: number, how: (waiting: Waiting) => void): void => {
    const call = waiting.get(number);
    waiting.delete(number);
    if (call !== undefined) how(call);
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'warning') log.warn(message.details, message.message);
    else if (message.kind === 'result') settle(message.number, ({ resolve }) => resolve(message.result));
    else settle(message.number, ({ reject }) => reject(fromSentError(message.error)));
  });
  worker.on('error', (error) => {
    cause = error;
  });
  worker.on('exit', () => {
    alive = false;
    for (const number of waiting.keys()) settle(number, ({ reject }) => reject(ended()));
  });

  try {
    await answerTo(OPENING);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    async call(method, ...args) {
      // A message to a thread that has ended is not refused, but never answered.
      if (!alive) throw ended();
      last += 1;
      const call: WorkerCall = { number: last, method, args, nowMs: now() };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(call);
      return (await answerTo(call.number)) as never;
    },
    isAlive: () => alive,
    end: async () => void (await worker.terminate()),
  };
}
