import { changeVersion, productId } from '../../../schema/ids.ts';
import type { JsonObject, SourceOrigin, StoredSource } from '../../ports/catalog-store.ts';

/** A row of `sources`, with positions as bigint. */
export interface SourceRow {
  readonly id: string;
  readonly position: bigint;
  readonly mapping: string | null;
  readonly record: string;
  readonly origin_file: string | null;
  readonly origin_line: bigint | null;
  readonly received_at_ms: bigint;
}

export const SOURCE_COLUMNS = 'id, position, mapping, record, origin_file, origin_line, received_at_ms';

export function toStoredSource(row: SourceRow): StoredSource {
  return {
    id: productId(row.id),
    version: changeVersion(row.position),
    mapping: row.mapping,
    record: JSON.parse(row.record) as JsonObject,
    origin: toOrigin(row.origin_file, row.origin_line),
    receivedAtMs: Number(row.received_at_ms),
  };
}

export function toOrigin(file: string | null, line: bigint | null): SourceOrigin | null {
  return file === null || line === null ? null : { file, line: Number(line) };
}
