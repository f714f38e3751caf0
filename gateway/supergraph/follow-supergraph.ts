import type { SupergraphSdlHook } from '@apollo/gateway';
import type { Logger } from 'pino';

export interface FollowSupergraphOptions {
  /** The composed schema as it stands. */
  readonly read: () => Promise<string>;
  /** Milliseconds from one look to the next. */
  readonly pollMs: number;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Gives Apollo's gateway its schema, and each new one while it runs: requests under way end with the plan they began with.
 * One that cannot be read or served is refused, told to the log once, and the last good one goes on; the first must be good.
 */
export function followSupergraph({ read, pollMs, log }: FollowSupergraphOptions): SupergraphSdlHook {
  return async ({ update }) => {
    const first = await read();
    let seen = first;
    let unreadable = false;
    let looking = false;

    async function look(): Promise<void> {
      const text = await read();
      unreadable = false;
      if (text === seen) return;
      seen = text;
      try {
        update(text);
        log.info({}, 'The gateway serves a new supergraph.');
      } catch (error) {
        log.warn({ err: error }, 'The new supergraph cannot be served; the former one is.');
      }
    }

    const timer = setInterval(() => {
      if (looking) return;
      looking = true;
      look()
        .catch((error: unknown) => {
          if (!unreadable) log.warn({ err: error }, 'The supergraph cannot be read; the one at hand is served.');
          unreadable = true;
        })
        .finally(() => (looking = false));
    }, pollMs);
    timer.unref();
    return { supergraphSdl: first, cleanup: async () => clearInterval(timer) };
  };
}
