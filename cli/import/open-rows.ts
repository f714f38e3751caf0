import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HEAD_BYTES, detectFormat } from './detect-format.ts';
import type { CsvFormat } from './csv-record.ts';
import { csvRows } from './csv-rows.ts';
import type { ImportRow } from './import-types.ts';
import { jsonRows } from './json-rows.ts';
import { parquetRows } from './parquet-rows.ts';
import { readLines } from './read-lines.ts';
import { openBytes, peek } from './source-bytes.ts';

export interface OpenRows extends AsyncDisposable {
  /** In the order of the file; reading goes no faster than the consumer. May be taken once. */
  readonly rows: AsyncIterable<ImportRow>;
  /** Share of the file that has been read, 0..1. */
  share(): number;
}

/** What a mapping says of a CSV file. */
export interface RowsOptions {
  /** How it is written, which otherwise its name and custom tell. */
  readonly format: Partial<CsvFormat>;
  /** Columns that it must have. */
  readonly requiredColumns: readonly string[];
}

/**
 * Opens a file of any supported format.
 * @throws AppError `IMPORT_FILE_INVALID`, here or while the rows are read
 */
export async function openRows(path: string, options: RowsOptions): Promise<OpenRows> {
  const { head, size } = await peek(path, HEAD_BYTES);
  const { format, gzip, delimiter } = detectFormat(path, head);
  if (format === 'parquet') return gzip ? openPackedParquet(path, size) : openParquet(path, path);

  const bytes = openBytes(path, size, { gzip });
  const lines = readLines(bytes.chunks);
  const { quote } = options.format;
  const csvFormat = { delimiter: options.format.delimiter ?? delimiter ?? ',', quote: quote === undefined ? '"' : quote };
  return {
    rows: format === 'jsonl' ? jsonRows(lines) : csvRows(lines, csvFormat, { file: basename(path), requiredColumns: options.requiredColumns }),
    share: () => bytes.share(),
    [Symbol.asyncDispose]: () => bytes[Symbol.asyncDispose](),
  };
}

function openParquet(path: string, shownPath: string): OpenRows {
  let share = 0;
  const onRead = (read: number): void => {
    share = read;
  };
  const rows = parquetRows(path, { shownPath, onRead });
  return {
    rows,
    share: () => share,
    async [Symbol.asyncDispose]() {
      await rows.return(undefined);
    },
  };
}

/** Parquet is read from its end, so a compressed one is first unpacked to a temporary file. */
async function openPackedParquet(path: string, size: number): Promise<OpenRows> {
  const folder = await mkdtemp(join(tmpdir(), 'aisle-import-'));
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const unpacked = join(folder, 'rows.parquet');
    await using bytes = openBytes(path, size, { gzip: true });
    await pipeline(bytes.chunks, createWriteStream(unpacked));
    const opened = openParquet(unpacked, path);
    return {
      ...opened,
      async [Symbol.asyncDispose]() {
        await opened[Symbol.asyncDispose]();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
