import { AppError } from '../../schema/errors.ts';
import type { Notices, Topic } from '../ports/notices.ts';

/** Notices of a shop that is one process: told to whoever listens in it, a turn of the event loop later, as others would be. */
export function createNotices(): Notices {
  const listeners = new Map<Topic, (message: string) => void>();
  return {
    async publish(topic, message, signal) {
      signal?.throwIfAborted();
      const listener = listeners.get(topic);
      if (listener === undefined) return 0;
      setImmediate(() => listeners.get(topic)?.(message));
      return 1;
    },

    async listen(topic, listener) {
      if (listeners.has(topic)) throw new AppError('INVARIANT_BROKEN', `Expected one listener to "${topic}" in a process, got another.`);
      listeners.set(topic, listener);
      return {
        async [Symbol.asyncDispose]() {
          listeners.delete(topic);
        },
      };
    },

    async [Symbol.asyncDispose]() {
      listeners.clear();
    },
  };
}
