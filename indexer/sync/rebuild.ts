import { AppError, type ErrorCode } from '../../schema/errors.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { Checkpoint, IndexRebuild } from '../../stores/ports/search-index.ts';
import { applyChanges } from './apply-changes.ts';
import { createBackoff } from './backoff.ts';
import type { SourceCleaner } from './clean-sources.ts';
import { generationNumber } from './generation-number.ts';
import type { IndexerOptions } from './indexer-options.ts';
import { mappingsDigest } from './mappings-digest.ts';
import { nextTurn } from './next-turn.ts';
import { removeOrphans } from './remove-orphans.ts';
import { scanRanges } from './scan-ranges.ts';
import type { Exclusively } from './verify.ts';

export interface RebuildProgress {
  /** Records brought over so far; a continued rebuild starts again at 0. */
  readonly records: number;
  /** `scan`: the catalog is read; `follow`: what changed meanwhile is caught up with. */
  readonly phase: 'scan' | 'follow';
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal: AbortSignal;
}

/** What a store says that may answer in a while. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['SEARCH_INDEX_UNAVAILABLE', 'CATALOG_STORE_UNAVAILABLE']);
/** Interruptions with nothing done between them: about a minute. */
const FAILURES_MAX = 12;
/** Beginnings whose changes were gone before the end. The waits between them come to some seconds. */
const BEGINNINGS_MAX = 6;
/**
 * Ranges after which changes are followed in the middle of a scan. A store keeps its changes for a while only, and a large scan
 * takes longer; MongoDB's oplog even holds what the scan itself writes.
 */
const RANGES_BETWEEN = 10;

/** What a rebuild works with and on. */
export interface RebuildContext extends Omit<IndexerOptions, 'batchSize' | 'rangeSize'> {
  readonly batchSize: number;
  readonly rangeSize: number;
  readonly cleanSources: SourceCleaner;
  readonly exclusively: Exclusively;
}

/**
 * Builds the index anew from the records as received, beside the live one, and swaps. Reads go on throughout, and so do
 * writes. The work is shared by all indexers that take part. Changes are followed in the middle of the scan, too. A rebuild that was killed goes on where
 * it stopped, as long as the live index and the mappings are the same and the changes since then are still known; otherwise it begins again. One for which a
 * store has no room or no answer for a while goes on by itself.
 *
 * @returns the name of the new generation.
 * @throws AppError `SEARCH_INDEX_UNAVAILABLE`, `CATALOG_STORE_UNAVAILABLE` where a store stays away for a minute; what is done is kept for the next time.
 *   `CHANGE_HISTORY_LOST` where it began six times and the changes were gone before its end.
 */
export async function rebuild(context: RebuildContext, options: RebuildOptions): Promise<string> {
  const { catalog, index, log } = context;
  const { signal, onProgress } = options;
  const backoff = createBackoff(Math.random);
  let inARow = 0;
  const betweenBeginnings = createBackoff(Math.random);
  let beginnings = 1;
  /** The generation into which all records were brought, as far as this call knows: an interruption after that leaves only changes to follow. */
  let scanned: string | null = null;
  const goesOn: RebuildOptions['onProgress'] = (progress) => {
    if (progress.records > 0) {
      inARow = 0;
      backoff.reset();
    }
    onProgress?.(progress);
  };
  for (;;) {
    let next: IndexRebuild | null = null;
    try {
      const { alias, indexVersion } = await index.status(signal);
      next = await index.beginRebuild(`${alias}-${generationNumber(indexVersion) + 1}`, mappingsDigest(await catalog.mappings(signal)), signal);
      const isScanned = scanned === next.indexVersion && next.checkpoint !== null;
      return await build(next, context, { signal, onProgress: goesOn, isScanned, onScanned: (version) => (scanned = version) });
    } catch (error) {
      const code = error instanceof AppError && !signal.aborted ? error.code : null;
      if (code === 'CHANGE_HISTORY_LOST' && next !== null) {
        scanned = null;
        await next.discard(signal);
        if (beginnings === BEGINNINGS_MAX) throw keptTooShort(error);
        beginnings += 1;
        log.warn({ error }, 'The changes since the rebuild began are no longer known; it begins again.');
        await betweenBeginnings.wait(signal);
        continue;
      }
      inARow += 1;
      if (code === null || !PASSING.has(code) || inARow > FAILURES_MAX) throw error;
      log.warn({ error }, 'The rebuild was interrupted; it goes on where it stopped.');
      await backoff.wait(signal);
    }
  }
}

interface BuildOptions extends RebuildOptions {
  /** True where all records are in it already. */
  readonly isScanned: boolean;
  readonly onScanned: (indexVersion: string) => void;
}

async function build(next: IndexRebuild, context: RebuildContext, { onProgress, signal, isScanned, onScanned }: BuildOptions): Promise<string> {
  const { feed, exclusively, batchSize, rangeSize } = context;
  // Changes from here on are followed, during the scan and after it; a continued rebuild follows on from where it had got to.
  const { token, version, scanVersion } = await feed.head(signal);
  let checkpoint: Checkpoint = next.checkpoint ?? { token, version };
  let { scannedTo } = next;
  let records = 0;
  if (!isScanned) {
    let settled = 0;
    const onSettled = async (upTo: ProductId | null, count: number): Promise<void> => {
      scannedTo = upTo ?? scannedTo;
      records += count;
      settled += 1;
      if (settled % RANGES_BETWEEN === 0) {
        // No more of them than of records, so that the scan comes to its end whatever is written.
        let left = (RANGES_BETWEEN * rangeSize) / batchSize;
        checkpoint = await follow(next, checkpoint, { ...context, scannedTo, signal, isNear: (_reached, changes) => changes < batchSize || --left <= 0 });
      } else {
        await next.write([], { checkpoint, scannedTo }, signal);
      }
      onProgress?.({ records, phase: 'scan' });
    };
    await next.write([], { checkpoint, scannedTo }, signal);
    await scanRanges({ indexVersion: next.indexVersion, from: scannedTo, scanVersion }, { ...context, onSettled, signal });
    await removeOrphans(context, signal);
    onScanned(next.indexVersion);
  }

  // A later call scans anew from here on: it may come because a mapping was changed.
  const following = { ...context, scannedTo: null, signal };
  // Until a batch is not full, so that what is left is little.
  checkpoint = await follow(next, checkpoint, { ...following, isNear: (_reached, changes) => changes < batchSize });
  onProgress?.({ records, phase: 'follow' });
  // The last stretch while the live index takes nothing in: after the swap it stands where that one does, or further. Not until
  // the feed is empty: under writes faster than a round that would be never.
  await exclusively(async () => {
    const live = (await context.index.position(signal)).checkpoint?.version ?? 0n;
    checkpoint = await follow(next, checkpoint, { ...following, isNear: ({ version: reached }, changes) => reached >= live || changes === 0 });
    await next.swap(signal);
  });
  return next.indexVersion;
}

interface FollowOptions extends RebuildContext {
  readonly scannedTo: ProductId | null;
  readonly signal: AbortSignal;
  /** True where the generation has caught up as far as it should, told what it has reached and how many changes came last. */
  readonly isNear: (reached: Checkpoint, changes: number) => boolean;
}

async function follow(next: IndexRebuild, from: Checkpoint, options: FollowOptions): Promise<Checkpoint> {
  const { feed, batchSize, scannedTo, signal, isNear } = options;
  let checkpoint = from;
  for (;;) {
    const { changes, token, version } = await feed.read(checkpoint.token, batchSize, signal);
    const operations = await applyChanges(changes, options);
    checkpoint = { token, version };
    await next.write(operations, { checkpoint, scannedTo }, signal);
    if (isNear(checkpoint, changes.length)) return checkpoint;
    await nextTurn();
  }
}

function keptTooShort(cause: unknown): AppError {
  const message = `The changes since the rebuild began were gone before its end, ${BEGINNINGS_MAX} times: give the catalog's store room to keep them for longer; for MongoDB that is a larger oplog (replSetResizeOplog).`;
  return new AppError('CHANGE_HISTORY_LOST', message, { cause });
}
