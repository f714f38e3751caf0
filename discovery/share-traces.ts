import { AppError } from '../schema/errors.ts';
import { shopperId, type ShopperId } from '../schema/ids.ts';
import type { Notices } from '../stores/ports/notices.ts';
import { createGuard } from './create-guard.ts';
import type { DiscoveryLog } from './discovery-log.ts';
import type { ShopperTraces } from './shopper-traces.ts';

export interface ShareTracesOptions {
  /** What this process holds itself; null where it holds nothing, and only asks. */
  readonly local: ShopperTraces | null;
  readonly notices: Notices;
  /** A new name for a question, unlike any other process's. */
  readonly newId: () => string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: DiscoveryLog;
}

/** What one process asks of all. */
interface Question {
  readonly id: string;
  readonly kind: 'written' | 'forget';
  /** Of `forget`. */
  readonly shopper?: ShopperId;
}

/** Processes that are asked have that long to say that they have done it. */
const GUARD = { deadlineMs: 1_000, failures: 5, coolDownMs: 2_000, unavailable: 'SUBGRAPH_UNAVAILABLE' } as const;

/**
 * The traces of a shop that runs as several processes: what is asked of this one is asked of all that hold traces, and is
 * done when each has said so. An erasure thus rejects with `SUBGRAPH_UNAVAILABLE` where a process did not answer in time, and is
 * to be repeated; what was shown may miss in the log what such a process still held. That events were recorded is told to
 * this process only: the others look for themselves each second.
 */
export async function shareTraces({ local, notices, newId, now, log }: ShareTracesOptions): Promise<ShopperTraces & AsyncDisposable> {
  /** Called at each answer to the question. */
  const answered = new Map<string, () => void>();
  const guard = createGuard({ ...GUARD, now });

  async function answer({ id, kind, shopper }: Question): Promise<void> {
    // Asked by this process, which has done its own part before it asks.
    if (!answered.has(id)) {
      if (kind === 'written') await local?.written();
      else await local?.forget(shopperId(shopper!));
    }
    await notices.publish('shopper-traces-done', id);
  }

  function askAll(question: Omit<Question, 'id'>): Promise<void> {
    return guard(async (signal) => {
      const id = newId();
      const done = Promise.withResolvers<void>();
      let told = Number.POSITIVE_INFINITY;
      let answers = 0;
      const look = (): void => {
        if (answers >= told) done.resolve();
      };
      answered.set(id, () => {
        answers++;
        look();
      });
      try {
        told = await notices.publish('shopper-traces', JSON.stringify({ ...question, id } satisfies Question), signal);
        look();
        signal.throwIfAborted();
        signal.addEventListener('abort', () => done.reject(signal.reason), { once: true });
        await done.promise;
      } finally {
        answered.delete(id);
      }
    }, NEVER);
  }

  await using opened = new AsyncDisposableStack();
  opened.use(await notices.listen('shopper-traces-done', (id) => answered.get(id)?.()));
  if (local !== null) {
    opened.use(
      await notices.listen('shopper-traces', (message) => {
        answer(JSON.parse(message) as Question).catch((error: unknown) => {
          log.warn({ error }, 'What another process asked of the traces of shoppers could not be done.');
        });
      }),
    );
  }
  const resources = opened.move();
  return {
    recorded: () => local?.recorded(),
    async written() {
      await local?.written();
      await askAll({ kind: 'written' }).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        log.warn({ error }, 'Another process did not say that it has written down what it has shown.');
      });
    },
    async forget(shopper) {
      await local?.forget(shopper);
      await askAll({ kind: 'forget', shopper });
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

const NEVER = new AbortController().signal;
