import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AppError } from '../../schema/errors.ts';
import { idOf, parseMapping } from '../../indexer/index.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { CsvFormat } from './csv-record.ts';

/** A mapping as the importer uses it. */
export interface ImportMapping {
  /** Name of the file without its extension; the records refer to the mapping by it. */
  readonly name: string;
  readonly json: JsonObject;
  readonly format: Partial<CsvFormat>;
  /** Column that holds the id; null where the id is not read from a column. */
  readonly idColumn: string | null;
  /** Null where the record has none. */
  idOf(record: JsonObject): string | null;
}

/** @throws AppError `MAPPING_INVALID` where the file cannot be read or is no mapping. */
export async function readImportMapping(path: string): Promise<ImportMapping> {
  const name = basename(path, extname(path));
  const json = await readJson(path);
  const mapping = parseMapping(json, path);
  const { delimiter, quote } = mapping.format ?? {};
  const { id } = mapping;
  return {
    name,
    json: json as JsonObject,
    format: { ...(delimiter !== undefined && { delimiter }), ...(quote !== undefined && { quote: quote === false ? null : quote }) },
    idColumn: typeof id === 'string' ? id : 'column' in id ? id.column : null,
    idOf: (record) => idOf(mapping, record),
  };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'found none' : message;
    throw new AppError('MAPPING_INVALID', `Expected a mapping, a JSON file, at ${path}: ${why}.`, { cause: error });
  }
}
