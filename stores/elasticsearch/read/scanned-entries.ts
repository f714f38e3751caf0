import { changeVersion, productId, type ProductId } from '../../../schema/ids.ts';
import { checksumOf } from '../../ports/checksum.ts';
import type { ScannedEntry } from '../../ports/search-index.ts';
import type { SearchBody } from '../query/recall-searches.ts';
import type { EntrySource } from './documents.ts';
import type { Hit } from './run-searches.ts';

const SOURCE = ['id', 'version', 'checksum', 'product'];

/** A page of the entries, by id; each page goes on where the one before it ended, whatever is written meanwhile. */
export function scanSearch(after: ProductId | null, limit: number): SearchBody {
  return {
    _source: SOURCE,
    query: { term: { live: true } },
    sort: [{ id: 'asc' }],
    size: limit,
    track_total_hits: false,
    ...(after === null ? {} : { search_after: [after] }),
  };
}

export function entriesSearch(ids: readonly ProductId[]): SearchBody {
  return { _source: SOURCE, query: { bool: { filter: [{ term: { live: true } }, { terms: { id: [...ids] } }] } }, sort: [{ id: 'asc' }], size: ids.length, track_total_hits: false };
}

/** What the index itself holds: the checksum is computed from the stored product. */
export function toScannedEntry({ sort, _source }: Hit): ScannedEntry {
  const id = productId(String(sort?.[0]));
  const { version, checksum, product } = (_source ?? {}) as Partial<EntrySource>;
  if (typeof version !== 'string' || !/^\d+$/.test(version) || typeof checksum !== 'string' || product === undefined || product === null) {
    return { kind: 'corrupt', id, detail: 'Its source lacks the version, the checksum or the product.' };
  }
  return { kind: 'document', id, version: changeVersion(BigInt(version)), checksum, actualChecksum: checksumOf(product) };
}
