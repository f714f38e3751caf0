import type { ChangeVersion } from '../../schema/ids.ts';
import type { Change } from '../../stores/ports/change-feed.ts';
import type { IndexOperation } from '../../stores/ports/search-index.ts';
import { toIndexDocuments } from '../to-index-document.ts';
import type { SourceCleaner } from './clean-sources.ts';
import type { IndexerStores } from './indexer-options.ts';

export interface ApplyOptions extends Pick<IndexerStores, 'products' | 'quarantine' | 'encoder'> {
  readonly cleanSources: SourceCleaner;
  readonly signal: AbortSignal;
}

/**
 * Brings cleaned products and quarantine up to some changes, and gives what the index must be told. Applying the same
 * changes again changes nothing, so a crash in between costs only the work.
 *
 * A record that was refused leaves its last good state in place, in the catalog as in the index.
 */
export async function applyChanges(changes: readonly Change[], options: ApplyOptions): Promise<readonly IndexOperation[]> {
  const { products, quarantine, encoder = null, cleanSources, signal } = options;
  const sources = changes.flatMap((change) => (change.kind === 'put' ? [change.source] : []));
  const deleted = changes.flatMap((change) => (change.kind === 'delete' ? [{ id: change.id, version: change.version }] : []));
  const cleaned = await cleanSources(sources, signal);

  // Of several states of one record the last decides whether it waits in quarantine; a good one before it is still its last good state.
  const newest = new Map<string, ChangeVersion>(changes.map(({ id, version }) => [id, version]));
  const refused = cleaned.refused.filter(({ id, version }) => newest.get(id) === version);
  const waiting = new Set<string>(refused.map(({ id }) => id));

  await products.putCleaned(cleaned.products, signal);
  await products.removeCleaned(deleted, signal);
  await quarantine.putQuarantined(refused, signal);
  await quarantine.removeQuarantined(changes.flatMap(({ id }) => (waiting.has(id) ? [] : [id])), signal);

  const documents = await toIndexDocuments(cleaned.products, encoder, signal);
  return [
    ...documents.map((document): IndexOperation => ({ kind: 'put', document })),
    ...deleted.map(({ id, version }): IndexOperation => ({ kind: 'delete', id, version })),
  ];
}
