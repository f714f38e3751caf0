import { AppError } from '../../schema/errors.ts';
import type { Notices } from '../ports/notices.ts';
import { connect } from './connect.ts';
import { createKeys } from './create-keys.ts';
import type { RedisOptions } from './open-redis-caches.ts';

/**
 * Notices by sharded publish and subscribe: a channel lives on one node of a cluster, so that all who listen are counted.
 * Listening needs a connection of its own.
 */
export async function openRedisNotices({ url, namespace, log }: Omit<RedisOptions, 'now'>): Promise<Notices> {
  const keys = createKeys(namespace);
  await using opened = new AsyncDisposableStack();
  const mouth = opened.use(await connect({ url, unavailable: 'CACHE_UNAVAILABLE', log }));
  const ears = opened.use(await connect({ url, unavailable: 'CACHE_UNAVAILABLE', log, listens: true }));
  const listeners = new Map<string, (message: string) => void>();

  // Where there is no connection now, 'ready' makes up for it; the connection has told the log.
  const subscribe = (channel: string): Promise<unknown> => ears.run((client) => client.ssubscribe(channel)).catch(() => {});
  ears.client.on('ready', () => {
    for (const channel of listeners.keys()) void subscribe(channel);
  });
  ears.client.on('smessage', (channel: string, message: string) => listeners.get(channel)?.(message));

  const resources = opened.move();
  return {
    publish: (topic, message, signal) => mouth.run(async (client) => Number(await client.spublish(keys.channel(topic), message)), signal),

    async listen(topic, listener) {
      const channel = keys.channel(topic);
      if (listeners.has(channel)) throw new AppError('INVARIANT_BROKEN', `Expected one listener to "${topic}" in a process, got another.`);
      listeners.set(channel, listener);
      await subscribe(channel);
      return {
        async [Symbol.asyncDispose]() {
          listeners.delete(channel);
          await ears.run((client) => client.sunsubscribe(channel)).catch(() => {});
        },
      };
    },

    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
