import { EventEmitter, once } from 'node:events';
import { AppError } from '../schema/errors.ts';
import type { ChangeVersion } from '../schema/ids.ts';
import { createSourceCleaner } from './sync/clean-sources.ts';
import { fillRange } from './sync/fill-range.ts';
import { followChanges } from './sync/follow-changes.ts';
import type { IndexerOptions } from './sync/indexer-options.ts';
import { rebuild, type RebuildOptions, type RebuildProgress } from './sync/rebuild.ts';
import { repair } from './sync/repair.ts';
import { type Difference, type Exclusively, verify, type VerifyOptions, type VerifyReport } from './sync/verify.ts';

/** Keeps the search index in step with the catalog. */
export interface Indexer extends AsyncDisposable {
  /**
   * Follows the change feed from the index's checkpoint on, until disposed of. Called once. Of several indexers of a shop one
   * follows; the others stand by to take over from it.
   */
  start(): void;
  /** True once every change up to the version is searchable or in quarantine; false when the time ran out first, also while the index was away. */
  caughtUp(version: ChangeVersion, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<boolean>;
  /** Builds the index anew beside the live one and swaps. Resumes one that was killed. Gives the new generation's name. */
  rebuild(options?: { readonly onProgress?: (progress: RebuildProgress) => void; readonly signal?: AbortSignal }): Promise<string>;
  verify(options?: VerifyOptions): Promise<VerifyReport>;
  repair(differences: readonly Difference[], signal?: AbortSignal): Promise<void>;
}

/** How often `caughtUp` looks where the index is followed by another process, milliseconds. */
const LOOK_MS = 50;

export function createIndexer(options: IndexerOptions): Indexer {
  const { index, encoder = null, leases, work, log } = options;
  const stopping = new AbortController();
  const rounds = new EventEmitter().setMaxListeners(0);
  const context = { batchSize: 50, rangeSize: 1_000, ...options, cleanSources: createSourceCleaner(options), exclusively: createLock() };
  let following: Promise<unknown> | null = null;

  const takePart = (signal: AbortSignal): Promise<void> => work.takePart((task, until) => fillRange(task, context, until), signal);

  /** An indexer that was not started takes part in the work while its own rebuild lasts. */
  const rebuildHere = async (rebuildOptions: RebuildOptions): Promise<string> => {
    const done = new AbortController();
    const helping = following === null ? takePart(done.signal) : null;
    try {
      return await rebuild(context, rebuildOptions);
    } finally {
      done.abort();
      await helping;
    }
  };

  // One asked for during another follows it: two would write to one generation.
  const rebuildNow = (onProgress: ((progress: RebuildProgress) => void) | undefined, signal: AbortSignal): Promise<string> =>
    leases.hold('index-rebuild', (held) => rebuildHere({ ...(onProgress ? { onProgress } : {}), signal: held }), signal);

  /**
   * Vectors of two encoders cannot be compared, nor are products found that are kept in another form: either means another
   * generation, built while this one is followed.
   */
  const renew = async (): Promise<void> => {
    const { signal } = stopping;
    const isCurrent = async (): Promise<boolean> => {
      const { embeddingVersion, current } = await index.status(signal);
      return current && embeddingVersion === (encoder?.version ?? null);
    };
    if (await isCurrent()) return;
    log.info({}, 'The index was made by another text encoder, or by another release in another form; it is rebuilt.');
    // Another indexer that has begun along with this one may have done it meanwhile.
    await leases.hold('index-rebuild', async (held) => ((await isCurrent()) ? undefined : rebuildHere({ signal: held })), signal);
  };

  /** False, too, where the index cannot say for the moment: whoever waits for it waits on, as its follower does. */
  const hasReached = async (version: ChangeVersion, signal: AbortSignal | undefined): Promise<boolean> => {
    try {
      return ((await index.position(signal)).checkpoint?.version ?? 0n) >= version;
    } catch (error) {
      if (error instanceof AppError && error.code === 'SEARCH_INDEX_UNAVAILABLE') return false;
      throw error;
    }
  };

  /** One follows; the others stand by to take over. */
  const followInTurn = async (): Promise<void> => {
    const { signal } = stopping;
    const followOptions = { ...context, onRound: () => rounds.emit('round'), onHistoryLost: (held: AbortSignal) => rebuildNow(undefined, held) };
    while (!signal.aborted) {
      await leases
        .hold('index-follower', (held) => followChanges(followOptions, held), signal)
        .catch((error: unknown) => signal.aborted || log.error({ error }, 'Following the changes failed, and is begun again.'));
    }
  };

  return {
    start() {
      following ??= Promise.all([
        takePart(stopping.signal),
        followInTurn(),
        renew().catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error({ error }, 'The rebuild for this text encoder and this release failed; until "aisle index rebuild" search is as good as the index of before lets it.');
        }),
      ]);
    },

    async caughtUp(version, { timeoutMs, signal }) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        signal?.throwIfAborted();
        if (await hasReached(version, signal)) return true;
        if (performance.now() >= deadline) return false;
        await once(rounds, 'round', { signal: AbortSignal.any([AbortSignal.timeout(LOOK_MS), ...(signal ? [signal] : [])]) }).catch(() => {});
      }
    },

    rebuild: ({ onProgress, signal } = {}) => rebuildNow(onProgress, AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])])),
    verify: (verifyOptions = {}) => verify(options, context.exclusively, verifyOptions),
    repair: (differences, signal) => repair(differences, options, context.exclusively, signal),

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
