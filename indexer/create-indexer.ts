import { EventEmitter, once } from 'node:events';
import { AppError } from '../schema/errors.ts';
import type { ChangeVersion } from '../schema/ids.ts';
import { applyChanges } from './sync/apply-changes.ts';
import { createBackoff } from './sync/backoff.ts';
import { createSourceCleaner } from './sync/clean-sources.ts';
import type { IndexerOptions } from './sync/indexer-options.ts';
import { rebuild, type RebuildProgress } from './sync/rebuild.ts';
import { nextTurn } from './sync/next-turn.ts';
import { repair } from './sync/repair.ts';
import { type Difference, type Exclusively, verify, type VerifyOptions, type VerifyReport } from './sync/verify.ts';

/** Keeps the search index in step with the catalog. */
export interface Indexer extends AsyncDisposable {
  /** Follows the change feed from the index's checkpoint on, until disposed of. Called once. */
  start(): void;
  /** True once every change up to the version is searchable or in quarantine; false when the time ran out first. */
  caughtUp(version: ChangeVersion, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<boolean>;
  /** Builds the index anew beside the live one and swaps. Resumes one that was killed. Gives the new generation's name. */
  rebuild(options?: { readonly onProgress?: (progress: RebuildProgress) => void; readonly signal?: AbortSignal }): Promise<string>;
  verify(options?: VerifyOptions): Promise<VerifyReport>;
  repair(differences: readonly Difference[], signal?: AbortSignal): Promise<void>;
}

/** Changes per round: few enough that a round does not keep the event loop from answering for long. */
const BATCH = 50;
/** How often `caughtUp` looks where the index is followed by another process, milliseconds. */
const LOOK_MS = 50;
const WAIT_FOR_CHANGE_MS = 10_000;

export function createIndexer(options: IndexerOptions): Indexer {
  const { feed, index, encoder = null, log } = options;
  const cleanSources = createSourceCleaner(options);
  const stopping = new AbortController();
  const rounds = new EventEmitter().setMaxListeners(0);
  const exclusively = createLock();
  const oneRebuild = createLock();
  let following: Promise<unknown> | null = null;

  /** One round; false where there was nothing to do. */
  const takeBatch = (): Promise<boolean> =>
    exclusively(async () => {
      const signal = stopping.signal;
      const { checkpoint, indexVersion } = await index.position(signal);
      const { changes, token, version } = await feed.read(checkpoint?.token ?? null, BATCH, signal);
      if (changes.length === 0 && token === checkpoint?.token) return false;
      const operations = await applyChanges(changes, { ...options, cleanSources, signal });
      await index.write(operations, { token, version, indexVersion }, signal);
      rounds.emit('round');
      return changes.length > 0;
    });

  const rebuildNow = (onProgress: ((progress: RebuildProgress) => void) | undefined, signal: AbortSignal): Promise<string> =>
    // One asked for during another follows it: two would write to one generation.
    oneRebuild(() => rebuild({ ...options, cleanSources, exclusively }, { ...(onProgress ? { onProgress } : {}), signal }));

  /**
   * Vectors of two encoders cannot be compared, nor are products found that are kept in another form: either means another
   * generation, built while this one is followed.
   */
  const renew = async (): Promise<void> => {
    const { signal } = stopping;
    const { embeddingVersion, indexVersion, current } = await index.status(signal);
    if (current && embeddingVersion === (encoder?.version ?? null)) return;
    log.info({ embeddingVersion, indexVersion }, 'The index was made by another text encoder, or by another release in another form; it is rebuilt.');
    await rebuildNow(undefined, signal);
  };

  const follow = async (): Promise<void> => {
    const backoff = createBackoff(Math.random);
    const { signal } = stopping;
    while (!signal.aborted) {
      try {
        const worked = await takeBatch();
        backoff.reset();
        if (!worked) await feed.waitForChange((await index.position(signal)).checkpoint?.token ?? null, WAIT_FOR_CHANGE_MS, signal);
        // Searches of this process get their turn between two rounds.
        else await nextTurn();
      } catch (error) {
        if (signal.aborted) return;
        // The next round reads the new one's checkpoint.
        if (error instanceof AppError && error.code === 'INDEX_REPLACED') continue;
        if (error instanceof AppError && error.code === 'CHANGE_HISTORY_LOST') {
          log.warn({}, 'The change feed no longer reaches back to the index; the index is rebuilt.');
          await rebuildNow(undefined, signal).catch((fault: unknown) => log.error({ error: fault }, 'The rebuild failed and is tried again.'));
        } else {
          log.error({ error }, 'Indexing failed and is tried again; nothing is skipped.');
        }
        await backoff.wait(signal);
      }
    }
  };

  return {
    start() {
      following ??= Promise.all([
        follow(),
        renew().catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error({ error }, 'The rebuild for this text encoder and this release failed; until "aisle index rebuild" search is as good as the index of before lets it.');
        }),
      ]);
    },

    async caughtUp(version, { timeoutMs, signal }) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        signal?.throwIfAborted();
        const { checkpoint } = await index.position(signal);
        if ((checkpoint?.version ?? 0n) >= version) return true;
        if (performance.now() >= deadline) return false;
        await once(rounds, 'round', { signal: AbortSignal.any([AbortSignal.timeout(LOOK_MS), ...(signal ? [signal] : [])]) }).catch(() => {});
      }
    },

    rebuild: ({ onProgress, signal } = {}) => rebuildNow(onProgress, AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])])),
    verify: (verifyOptions = {}) => verify(options, exclusively, verifyOptions),
    repair: (differences, signal) => repair(differences, options, exclusively, signal),

    async [Symbol.asyncDispose]() {
      stopping.abort(new AppError('REQUEST_ABORTED', 'The indexer is stopping.'));
      await following;
    },
  };
}

/** One piece of work at a time, in the order asked for. */
function createLock(): Exclusively {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
}
