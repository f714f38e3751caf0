import type { ShopperId } from '../../schema/ids.ts';
import type { ServedList, ServedListLog } from '../../stores/ports/served-list-log.ts';
import type { DiscoveryLog } from '../discovery-log.ts';

export interface ServedListQueueOptions {
  readonly served: Pick<ServedListLog, 'append'>;
  readonly log: DiscoveryLog;
  /** Lists that wait at most; beyond it the oldest are lost, and a warning says how many. */
  readonly waitingMax?: number;
}

/**
 * Writes down what was shown, behind the answers' backs: an answer neither waits for the log nor fails with it. Lists are written
 * together after a moment, all of them when the queue is disposed of.
 */
export interface ServedListQueue extends AsyncDisposable {
  add(list: ServedList): void;
  /** Drops what waits of the shopper; resolves when no write is under way that may hold more. */
  forget(shopper: ShopperId): Promise<void>;
  /** Resolves when what was added before is written, or could not be. */
  flush(): Promise<void>;
}

const WAITING_MAX = 5_000;
const BATCH = 200;
const DELAY_MS = 100;
/** After a failure. */
const RETRY_MS = 2_000;

export function createServedListQueue({ served, log, waitingMax = WAITING_MAX }: ServedListQueueOptions): ServedListQueue {
  let waiting: ServedList[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let failing = false;

  function bound(): void {
    const lost = waiting.length - waitingMax;
    if (lost <= 0) return;
    waiting = waiting.slice(lost);
    if (!failing) log.warn({ lost }, 'More lists are served than can be logged; the oldest are lost.');
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        await served.append(batch);
        failing = false;
      } catch (error) {
        if (!failing) log.warn({ error }, 'Served lists cannot be logged now; they wait.');
        failing = true;
        waiting = [...batch, ...waiting];
        bound();
        return;
      }
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  }

  function flushLater(): void {
    timer ??= setTimeout(() => {
      void flush().then(() => (waiting.length > 0 ? flushLater() : undefined));
    }, failing ? RETRY_MS : DELAY_MS).unref();
  }

  return {
    add(list) {
      waiting.push(list);
      bound();
      flushLater();
    },
    async forget(shopper) {
      waiting = waiting.filter((list) => list.shopper !== shopper);
      await writing;
      // A write that failed meanwhile has put its lists back.
      waiting = waiting.filter((list) => list.shopper !== shopper);
    },
    flush,
    async [Symbol.asyncDispose]() {
      await flush();
    },
  };
}
