import { isDeepStrictEqual } from 'node:util';
import type { ChangeVersion, ProductId } from '../../schema/ids.ts';
import type { CleanedProduct } from '../../stores/ports/catalog-store.ts';
import type { Change } from '../../stores/ports/change-feed.ts';
import type { QuarantinedRecord } from '../../stores/ports/quarantine-store.ts';
import type { CleanedSources, SourceCleaner } from './clean-sources.ts';
import type { IndexerStores } from './indexer-options.ts';

export interface StoreOptions extends Pick<IndexerStores, 'products' | 'quarantine'> {
  readonly cleanSources: SourceCleaner;
  readonly signal: AbortSignal;
}

export interface StoredChanges {
  readonly products: readonly CleanedProduct[];
  readonly deleted: readonly { readonly id: ProductId; readonly version: ChangeVersion }[];
}

/**
 * Brings cleaned products and quarantine up to some changes; gives what was good of them, and what is gone. Done again with the same changes it
 * changes nothing, so a crash in between costs only the work.
 *
 * A record that was refused leaves its last good state in place.
 */
export async function storeCleaned(changes: readonly Change[], { products, quarantine, cleanSources, signal }: StoreOptions): Promise<StoredChanges> {
  const sources = changes.flatMap((change) => (change.kind === 'put' ? [change.source] : []));
  const deleted = changes.flatMap((change) => (change.kind === 'delete' ? [{ id: change.id, version: change.version }] : []));
  const cleaned = await cleanSources(sources, signal);
  const refused = await withTimeOfFirst(lastlyRefused(changes, cleaned), { quarantine, signal });
  const waiting = new Set<string>(refused.map(({ id }) => id));

  await products.putCleaned(cleaned.products, signal);
  await products.removeCleaned(deleted, signal);
  await quarantine.putQuarantined(refused, signal);
  await quarantine.removeQuarantined(changes.flatMap(({ id }) => (waiting.has(id) ? [] : [id])), signal);
  return { products: cleaned.products, deleted };
}

/** Of several states of one record the last decides whether it waits in quarantine; a good one before it is still its last good state. */
function lastlyRefused(changes: readonly Change[], { refused }: CleanedSources): CleanedSources['refused'] {
  const newest = new Map<string, ChangeVersion>(changes.map(({ id, version }) => [id, version]));
  return refused.filter(({ id, version }) => newest.get(id) === version);
}

/**
 * Each with the time at which that very record was first refused: a replay that fails, or a rebuild, makes it no newer, and what
 * has come in since stays above it.
 */
async function withTimeOfFirst(refused: readonly QuarantinedRecord[], { quarantine, signal }: Pick<StoreOptions, 'quarantine' | 'signal'>): Promise<readonly QuarantinedRecord[]> {
  if (refused.length === 0) return refused;
  const waiting = new Map((await quarantine.quarantinedByIds(refused.map(({ id }) => id), signal)).map((record) => [record.id, record]));
  return refused.map((record) => {
    const before = waiting.get(record.id);
    return before !== undefined && isDeepStrictEqual(before.source, record.source) ? { ...record, atMs: before.atMs } : record;
  });
}
