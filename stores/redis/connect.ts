import { AppError, type ErrorCode } from '../../schema/errors.ts';
import { createClient, type RedisClient } from './create-client.ts';
import { abortable } from '../../schema/abortable.ts';
import { readRedisLocation } from './redis-location.ts';
import { translateError } from './translate-error.ts';

/** Where a connection tells what an operator should know; a pino logger is one. */
export interface RedisLog {
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ConnectOptions {
  readonly url: string;
  /** What an error without a code of its own becomes. */
  readonly unavailable: ErrorCode;
  readonly log: RedisLog;
  /** True for a connection that subscribes to channels; false by default. */
  readonly listens?: boolean;
}

export interface RedisConnection extends AsyncDisposable {
  readonly client: RedisClient;
  /** Awaits work on the client; its errors come in our words. Rejects with the signal's reason as soon as it is aborted. */
  run<T>(work: (client: RedisClient) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** How long the start waits for a server that may come up later, milliseconds. */
const START_MS = 3_000;

/** How often the same trouble is told, milliseconds. */
const TELL_AGAIN_MS = 60_000;

/** Replies that say that waiting will not help. */
const NOT_LET_IN = /^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR Client sent AUTH)/;

/**
 * A connection to a server or cluster, which comes back by itself.
 *
 * The connection is its own circuit breaker: a server that hangs costs one silence, after which the connection is given up,
 * and while there is none, calls fail at once. A new one counts only when the server has answered on it. Nothing is sent
 * twice and nothing waits in a queue for better times: callers know what to do without a cache.
 *
 * A server that cannot be reached at the start is told to the log and waited for in the background.
 * @throws AppError `CONFIGURATION_INVALID` where the URL cannot be read, or the server does not let us in.
 */
export async function connect({ url, unavailable, log, listens = false }: ConnectOptions): Promise<RedisConnection> {
  const client = createClient(readRedisLocation(url), { listens });
  const tell = createTeller(log);
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => {});
  client.on('error', (error: Error) => {
    if (NOT_LET_IN.test(error.message)) refused.reject(new AppError('CONFIGURATION_INVALID', 'REDIS_URL: the server does not take its user and password.'));
    tell(error);
  });
  // Rejects at the first failure, while attempts go on.
  const connected = client.connect().catch(tell);
  try {
    await Promise.race([connected, refused.promise, delay(START_MS)]);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  return {
    client,
    async run(work, signal) {
      signal?.throwIfAborted();
      try {
        return await abortable(work(client), signal);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        tell(error);
        throw translateError(error, unavailable);
      }
    },
    async [Symbol.asyncDispose]() {
      client.disconnect();
    },
  };
}

/** Tells the log of each kind of trouble once in a while. */
function createTeller(log: RedisLog): (error: unknown) => void {
  const toldAtMs = new Map<string, number>();
  return (error) => {
    const { message } = translateError(error, 'CACHE_UNAVAILABLE');
    if (performance.now() - (toldAtMs.get(message) ?? -Infinity) < TELL_AGAIN_MS) return;
    toldAtMs.set(message, performance.now());
    log.warn({ error }, `${message} Aisle goes on without it, and comes back to it by itself.`);
  };
}

const delay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
