import { EventEmitter, once } from 'node:events';
import type { RangeTask, RangeWork } from '../ports/range-work.ts';

interface Handed {
  readonly task: RangeTask;
  readonly signal: AbortSignal;
  readonly done: PromiseWithResolvers<number>;
}

/** Range work within one process: each who takes part does so many tasks at once. What fails is not tried again. */
export function createRangeWork({ concurrency }: Pick<RangeWork, 'concurrency'>): RangeWork {
  const waiting: Handed[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);

  return {
    concurrency,

    async hand(task, signal) {
      signal.throwIfAborted();
      const done = Promise.withResolvers<number>();
      const onAbort = (): void => done.reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.push({ task, signal, done });
      arrivals.emit('task');
      return done.promise.finally(() => signal.removeEventListener('abort', onAbort));
    },

    async takePart(worker, signal) {
      const lane = async (): Promise<void> => {
        while (!signal.aborted) {
          const handed = waiting.shift();
          if (handed === undefined) await once(arrivals, 'task', { signal }).catch(() => {});
          else if (!handed.signal.aborted) await worker(handed.task, AbortSignal.any([signal, handed.signal])).then(handed.done.resolve, handed.done.reject);
        }
      };
      await Promise.all(Array.from({ length: concurrency }, lane));
    },

    async [Symbol.asyncDispose]() {},
  };
}
