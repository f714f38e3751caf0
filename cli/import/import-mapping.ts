import { basename, extname } from 'node:path';
import { idOf, namedColumns, parseMapping, skippedBecause } from '../../indexer/index.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { CsvFormat } from './csv-record.ts';
import { readJson, toCsvFormat } from './read-mapping.ts';

/** A mapping as the importer uses it. */
export interface ImportMapping {
  /** Name of the file without its extension; the records refer to the mapping by it. */
  readonly name: string;
  readonly json: JsonObject;
  readonly format: Partial<CsvFormat>;
  /** Column that holds the id; null where the id is not read from a column. */
  readonly idColumn: string | null;
  /** All that it names. */
  readonly columns: readonly string[];
  /** Several rows a product are no fault. */
  readonly repeatsExpected: boolean;
  /** Null where the record has none. */
  idOf(record: JsonObject): string | null;
  /** Why the row is no product; null where it is one. */
  skipped(record: JsonObject): string | null;
}

/** @throws AppError `MAPPING_INVALID` where the file cannot be read or is no mapping. */
export async function readImportMapping(path: string): Promise<ImportMapping> {
  const name = basename(path, extname(path));
  const json = await readJson(path);
  const mapping = parseMapping(json, path);
  const { id } = mapping;
  return {
    name,
    json: json as JsonObject,
    format: toCsvFormat(mapping.format),
    idColumn: typeof id === 'string' ? id : 'column' in id ? id.column : null,
    columns: namedColumns(mapping),
    repeatsExpected: mapping.repeats === 'expected',
    idOf: (record) => idOf(mapping, record),
    skipped: (record) => skippedBecause(mapping.skip ?? [], record),
  };
}
