import type { ChangeVersion, ProductId } from '../../schema/ids.ts';
import type { StoredSource } from '../../stores/ports/catalog-store.ts';
import type { Change } from '../../stores/ports/change-feed.ts';
import type { RangeTask } from '../../stores/ports/range-work.ts';
import type { IndexOperation } from '../../stores/ports/search-index.ts';
import { toIndexDocuments } from '../to-index-document.ts';
import type { SourceCleaner } from './clean-sources.ts';
import { generationNumber } from './generation-number.ts';
import type { IndexerStores } from './indexer-options.ts';
import { nextTurn } from './next-turn.ts';
import { storeCleaned } from './store-cleaned.ts';

export interface FillContext extends IndexerStores {
  readonly cleanSources: SourceCleaner;
  readonly batchSize: number;
}

/**
 * Brings the records of a range into a generation that is being built; gives their number. Done again, also at the same time
 * by another process, it changes nothing. A generation that went live meanwhile needs it no more.
 */
export async function fillRange({ indexVersion, range, scanVersion }: RangeTask, context: FillContext, signal: AbortSignal): Promise<number> {
  const { feed, index, batchSize } = context;
  const live = await index.position(signal);
  if (generationNumber(live.indexVersion) >= generationNumber(indexVersion)) return 0;
  const next = await index.beginRebuild(indexVersion, signal);
  let { after } = range;
  for (let records = 0; ; ) {
    const sources = await feed.scanRange({ ...range, after }, batchSize, signal);
    await nextTurn();
    await storeCleaned(sources.map((source) => toChange(source, scanVersion)), { ...context, signal });
    await nextTurn();
    await next.write(await documentsOf(sources.map(({ id }) => id), context, signal), null, signal);
    records += sources.length;
    if (sources.length < batchSize) return records;
    after = sources.at(-1)!.id;
    await nextTurn();
  }
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
