import { AppError } from '../../schema/errors.ts';
import { applyChanges } from './apply-changes.ts';
import { createBackoff } from './backoff.ts';
import type { SourceCleaner } from './clean-sources.ts';
import type { IndexerOptions } from './indexer-options.ts';
import { nextTurn } from './next-turn.ts';
import type { Exclusively } from './verify.ts';

export interface FollowOptions extends IndexerOptions {
  /** Changes per round. */
  readonly batchSize: number;
  readonly cleanSources: SourceCleaner;
  readonly exclusively: Exclusively;
  /** Called after each batch that is in the index. */
  readonly onRound: () => void;
  /** Called where the feed no longer reaches back to the index; the index is brought up to date some other way. */
  readonly onHistoryLost: (signal: AbortSignal) => Promise<unknown>;
}

const WAIT_FOR_CHANGE_MS = 10_000;

/** Batches of one round: others, such as a verification, wait for its end. */
const BATCHES_MAX = 8;

/** Applies changes to the index from its checkpoint on, until the signal is aborted. What fails is tried again; nothing is skipped. */
export async function followChanges(options: FollowOptions, signal: AbortSignal): Promise<void> {
  const { feed, index, log, onHistoryLost } = options;
  const backoff = createBackoff(Math.random);
  while (!signal.aborted) {
    try {
      const worked = await takeBatches(options, signal);
      backoff.reset();
      if (!worked) await feed.waitForChange((await index.position(signal)).checkpoint?.token ?? null, WAIT_FOR_CHANGE_MS, signal);
      // Searches of this process get their turn between two rounds.
      else await nextTurn();
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof AppError ? error.code : null;
      // The next round reads the new one's checkpoint.
      if (code === 'INDEX_REPLACED') continue;
      if (code === 'CHANGE_HISTORY_LOST') {
        log.warn({}, 'The change feed no longer reaches back to the index; the index is rebuilt.');
        await onHistoryLost(signal).catch((fault: unknown) => log.error({ error: fault }, 'The rebuild failed and is tried again.'));
      } else {
        log.error({ error }, 'Indexing failed and is tried again; nothing is skipped.');
      }
      await backoff.wait(signal);
    }
  }
}

/**
 * One round: batches from the checkpoint on, as long as they are full. While the index takes one in, the next is read, cleaned and encoded;
 * they are written in their order, so that the checkpoint is never ahead of what is durable.
 *
 * @returns false where nothing had changed.
 */
function takeBatches({ exclusively, onRound, ...options }: FollowOptions, signal: AbortSignal): Promise<boolean> {
  const { feed, index, batchSize } = options;
  return exclusively(async () => {
    const { checkpoint, indexVersion } = await index.position(signal);
    let after = checkpoint?.token ?? null;
    let worked = false;
    let writing = Promise.resolve();
    try {
      for (let batches = 0; batches < BATCHES_MAX; batches++) {
        const { changes, token, version } = await feed.read(after, batchSize, signal);
        if (changes.length === 0 && token === after) break;
        worked ||= changes.length > 0;
        const operations = await applyChanges(changes, { ...options, signal });
        await writing;
        writing = index.write(operations, { token, version, indexVersion }, signal).then(onRound);
        // Its failure is met before the next one is written, or at the end.
        writing.catch(() => {});
        after = token;
        if (changes.length < batchSize) break;
        await nextTurn();
      }
    } finally {
      await writing;
    }
    return worked;
  });
}
