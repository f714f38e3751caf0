import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { fileFormatSchema } from '../../indexer/index.ts';
import { AppError } from '../../schema/errors.ts';
import type { CsvFormat } from './csv-record.ts';

/** @throws AppError `MAPPING_INVALID` where the file cannot be read or is no JSON. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'found none' : message;
    throw new AppError('MAPPING_INVALID', `Expected a mapping, a JSON file, at ${path}: ${why}.`, { cause: error });
  }
}

/** What a mapping says of how its CSV file is written. */
export function toCsvFormat({ delimiter, quote }: z.infer<typeof fileFormatSchema> = {}): Partial<CsvFormat> {
  return { ...(delimiter !== undefined && { delimiter }), ...(quote !== undefined && { quote: quote === false ? null : quote }) };
}
