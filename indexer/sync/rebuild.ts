import { AppError } from '../../schema/errors.ts';
import type { ChangeVersion, ProductId } from '../../schema/ids.ts';
import type { StoredSource } from '../../stores/ports/catalog-store.ts';
import type { Change } from '../../stores/ports/change-feed.ts';
import type { Checkpoint, IndexOperation, IndexRebuild } from '../../stores/ports/search-index.ts';
import { toIndexDocuments } from '../to-index-document.ts';
import { applyChanges } from './apply-changes.ts';
import type { SourceCleaner } from './clean-sources.ts';
import type { IndexerStores } from './indexer-options.ts';
import { nextTurn } from './next-turn.ts';
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

/** What a rebuild works with and on. */
export interface RebuildContext extends IndexerStores {
  readonly cleanSources: SourceCleaner;
  readonly exclusively: Exclusively;
}

/** Few enough that no step of a batch keeps the event loop from turning for more than some milliseconds. */
const BATCH = 50;

/**
 * Builds the index anew from the records as received, beside the live one, and swaps. Reads go on throughout, and so do
 * writes. A rebuild that was killed goes on where it stopped, as long as the live index is the same and the changes since it
 * began are still known; otherwise it begins again.
 *
 * @returns the name of the new generation.
 */
export async function rebuild(context: RebuildContext, options: RebuildOptions): Promise<string> {
  for (;;) {
    const { alias, indexVersion } = await context.index.status(options.signal);
    const next = await context.index.beginRebuild(`${alias}-${generationNumber(indexVersion) + 1}`, options.signal);
    try {
      return await build(next, context, options);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'CHANGE_HISTORY_LOST') throw error;
      await next.discard(options.signal);
    }
  }
}

async function build(next: IndexRebuild, context: RebuildContext, { onProgress, signal }: RebuildOptions): Promise<string> {
  const { exclusively, ...stores } = context;
  // Changes from here on are followed after the scan; a continued rebuild keeps its own, older, beginning.
  const { token, version, scanVersion } = await stores.feed.head(signal);
  const start: Checkpoint = next.checkpoint ?? { token, version };
  const applyOptions = { ...stores, signal };
  let records = 0;

  let after: ProductId | null = next.scannedTo;
  let writing: Promise<void> = Promise.resolve();
  for (;;) {
    const sources = await stores.feed.scanSources(after, BATCH, signal);
    const changes = sources.map((source) => toChange(source, scanVersion));
    await nextTurn();
    await applyChanges(changes, applyOptions);
    await nextTurn();
    const operations = await documentsOf(sources.map(({ id }) => id), stores, signal);
    after = sources.at(-1)?.id ?? after;
    // One batch is cleaned while the one before it is indexed.
    await writing;
    writing = next.write(operations, { checkpoint: start, scannedTo: after }, signal);
    // Its failure is met at the next wait for it, which may be some turns away.
    writing.catch(() => {});
    records += sources.length;
    onProgress?.({ records, phase: 'scan' });
    await nextTurn();
    if (sources.length < BATCH) break;
  }
  await writing;
  await removeOrphans(stores, signal);

  let checkpoint = await follow(next, start, { ...applyOptions, isNear: (_reached, changes) => changes < BATCH });
  onProgress?.({ records, phase: 'follow' });
  // The last stretch while the live index takes nothing in: after the swap it stands where that one does, or further. Not until
  // the feed is empty: under writes faster than a round that would be never.
  await exclusively(async () => {
    const live = (await stores.index.position(signal)).checkpoint?.version ?? 0n;
    checkpoint = await follow(next, checkpoint, { ...applyOptions, isNear: ({ version: reached }, changes) => reached >= live || changes === 0 });
    await next.swap(signal);
  });
  return next.indexVersion;
}

/** A scanned record as the change that brings it. The scan saw no older state, and no change that is to follow is older. */
function toChange(source: StoredSource, scanVersion: ChangeVersion): Change {
  const version = source.version > scanVersion ? source.version : scanVersion;
  return { kind: 'put', id: source.id, version, source: { ...source, version } };
}

/**
 * What the index must hold of some records: the catalog's cleaned product, which is the last good one where the record
 * as it stands now was refused.
 */
async function documentsOf(ids: readonly ProductId[], { products, encoder = null }: IndexerStores, signal: AbortSignal): Promise<IndexOperation[]> {
  const cleaned = await products.productsByIds(ids, signal);
  return (await toIndexDocuments(cleaned, encoder, signal)).map((document) => ({ kind: 'put', document }));
}

/** Takes out cleaned products whose record is gone: where history was lost, no delete will ever tell. */
async function removeOrphans({ catalog, products, index }: IndexerStores, signal: AbortSignal): Promise<void> {
  let after: ProductId | null = null;
  for (;;) {
    const page = await products.scanProducts(after, BATCH, signal);
    const ids = page.map(({ product }) => product.id);
    const present = new Set((await catalog.sourcesByIds(ids, signal)).map(({ id }) => id));
    const orphans = page.filter(({ product }) => !present.has(product.id)).map(({ product, version }) => ({ id: product.id, version }));
    if (orphans.length > 0) {
      await products.removeCleaned(orphans, signal);
      await index.write(orphans.map((orphan) => ({ kind: 'delete', ...orphan })), null, signal);
    }
    if (page.length < BATCH) return;
    after = ids.at(-1)!;
    await nextTurn();
  }
}

interface FollowOptions extends IndexerStores {
  readonly cleanSources: SourceCleaner;
  readonly signal: AbortSignal;
  /** True where the generation has caught up as far as it should, told what it has reached and how many changes came last. */
  readonly isNear: (reached: Checkpoint, changes: number) => boolean;
}

async function follow(next: IndexRebuild, from: Checkpoint, options: FollowOptions): Promise<Checkpoint> {
  const { feed, signal, isNear } = options;
  let checkpoint = from;
  for (;;) {
    const { changes, token, version } = await feed.read(checkpoint.token, BATCH, signal);
    const operations = await applyChanges(changes, options);
    checkpoint = { token, version };
    await next.write(operations, { checkpoint, scannedTo: null }, signal);
    if (isNear(checkpoint, changes.length)) return checkpoint;
    await nextTurn();
  }
}

function generationNumber(indexVersion: string): number {
  return Number(/-(\d+)$/.exec(indexVersion)?.[1] ?? 0);
}
