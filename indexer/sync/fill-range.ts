import type { ChangeVersion } from '../../schema/ids.ts';
import type { StoredSource } from '../../stores/ports/catalog-store.ts';
import type { Change } from '../../stores/ports/change-feed.ts';
import type { RangeTask } from '../../stores/ports/range-work.ts';
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
  const next = await index.beginRebuild(indexVersion, null, signal);
  let { after } = range;
  for (let records = 0; ; ) {
    const sources = await feed.scanRange({ ...range, after }, batchSize, signal);
    await nextTurn();
    const { products } = await storeCleaned(sources.map((source) => toChange(source, scanVersion)), { ...context, signal });
    await nextTurn();
    const good = new Set<string>(products.map(({ product }) => product.id));
    const refused = sources.flatMap(({ id }) => (good.has(id) ? [] : [id]));
    // Of a record that was refused the catalog keeps, and the index must hold, the last good state.
    const lastGood = refused.length === 0 ? [] : await context.products.productsByIds(refused, signal);
    const documents = await toIndexDocuments([...products, ...lastGood], context.encoder ?? null, signal);
    await next.write(documents.map((document) => ({ kind: 'put', document })), null, signal);
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
