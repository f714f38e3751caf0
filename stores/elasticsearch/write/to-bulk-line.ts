import type { IndexOperation } from '../../ports/search-index.ts';
import { entryId } from '../mapping/entry-id.ts';
import { toIndexEntry, toTombstone } from '../mapping/to-index-entry.ts';
import type { BulkLine } from './send-bulk.ts';

/** An operation as lines of a bulk request; its version is external, so that an older state never overwrites a newer one. */
export function toBulkLine(operation: IndexOperation, embeds: boolean): BulkLine {
  const [id, version, entry] =
    operation.kind === 'put'
      ? [operation.document.id, operation.document.version, toIndexEntry(embeds ? operation.document : { ...operation.document, embedding: null })]
      : [operation.id, operation.version, toTombstone(operation.id, operation.version)];
  const _id = entryId(id);
  // A BigInt is written digit by digit; as a number it would be rounded past 2^53.
  const action = `{"index":{"_id":${JSON.stringify(_id)},"version":${version},"version_type":"external_gte"}}`;
  return { id: _id, action, source: JSON.stringify(entry) };
}
