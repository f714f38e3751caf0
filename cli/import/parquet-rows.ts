import { open } from 'node:fs/promises';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { AsyncBuffer } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { JsonObject, JsonValue } from '../../stores/ports/catalog-store.ts';
import type { ImportRow } from './import-types.ts';
import { unreadable } from './source-bytes.ts';

/** Rows decoded at once; what bounds memory where a row group is larger. */
const WINDOW_ROWS = 20_000;

/**
 * One record a row; the number of the row, from 1, stands for the line.
 * Memory: the rows of one window, and the compressed column chunks of its row group.
 * @param options.shownPath names the file in errors
 * @param options.onRead told which share of all rows has been read, 0..1
 */
export async function* parquetRows(
  path: string,
  { shownPath, onRead }: { readonly shownPath: string; readonly onRead: (share: number) => void },
): AsyncGenerator<ImportRow> {
  await using handle = await open(path);
  const { size } = await handle.stat();
  const file: AsyncBuffer = {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(end - start);
      for (let filled = 0; filled < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new Error(`the file ends at byte ${start + filled}`);
        filled += bytesRead;
      }
      return bytes.buffer;
    },
  };
  let rowStart = 0;
  try {
    const metadata = await parquetMetadataAsync(file);
    const total = Number(metadata.num_rows);
    for (const group of metadata.row_groups) {
      const groupEnd = rowStart + Number(group.num_rows);
      while (rowStart < groupEnd) {
        const rowEnd = Math.min(groupEnd, rowStart + WINDOW_ROWS);
        const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd, useOffsetIndex: true });
        for (const [index, row] of rows.entries()) yield { line: rowStart + index + 1, record: toJson(row) as JsonObject };
        rowStart = rowEnd;
        onRead(rowStart / total);
      }
    }
  } catch (error) {
    throw unreadable(shownPath, error, `after row ${rowStart}`);
  }
}

/** Dates become RFC 3339 instants, integers beyond 2^53 their digits, bytes base64. Columns without a value are left out. */
function toJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') {
    const present = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
    return Object.fromEntries(present.map(([name, part]) => [name, toJson(part)]));
  }
  return typeof value === 'boolean' || typeof value === 'string' ? value : null;
}
