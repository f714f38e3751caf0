import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { AppError } from '../../schema/errors.ts';

export type FileFormat = 'csv' | 'jsonl' | 'parquet';

export interface DetectedFormat {
  readonly format: FileFormat;
  readonly gzip: boolean;
  /** What the name says of the delimiter of a CSV file; null where it says nothing. */
  readonly delimiter: string | null;
}

const BY_EXTENSION: ReadonlyMap<string, FileFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['parquet', 'parquet'],
]);

/** How many bytes of the file `detectFormat` wants to see. */
export const HEAD_BYTES = 4_096;

const PARQUET_MAGIC = 'PAR1';

/**
 * Told by name; where the name says nothing, by content.
 * @param head the first bytes of the file as it lies on disk
 * @throws AppError `IMPORT_FILE_INVALID` where name and content do not agree
 */
export function detectFormat(path: string, head: Buffer): DetectedFormat {
  const extensions = basename(path).toLowerCase().split('.').slice(1);
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  if (extensions.at(-1) === 'gz') {
    if (!gzip) throw new AppError('IMPORT_FILE_INVALID', `Expected a gzip file at ${path}, as its name says, got something else.`);
    extensions.pop();
  }
  const extension = extensions.at(-1) ?? '';
  const named = BY_EXTENSION.get(extension);
  const start = gzip ? partOfGzip(head) : head;
  const isParquet = start.subarray(0, 4).toString('latin1') === PARQUET_MAGIC;
  if (named !== undefined && (named === 'parquet') !== isParquet) {
    const got = isParquet ? 'a Parquet file' : 'something else';
    throw new AppError('IMPORT_FILE_INVALID', `Expected ${named} at ${path}, as its name says, got ${got}.`);
  }
  return { format: named ?? (isParquet ? 'parquet' : sniffText(start, path)), gzip, delimiter: extension === 'tsv' ? '\t' : null };
}

function sniffText(start: Buffer, path: string): FileFormat {
  const text = start.toString().replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{')) return 'jsonl';
  if (text === '' || text.startsWith('[') || start.includes(0)) {
    throw new AppError('IMPORT_FILE_INVALID', `Expected CSV, JSON Lines (one object a line) or Parquet at ${path}; neither name nor content says which.`);
  }
  return 'csv';
}

function partOfGzip(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}
