import { AppError } from '../../schema/errors.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import { csvCells, endsInQuotes } from './csv-record.ts';
import type { CsvFormat } from './csv-record.ts';
import { decodeText, excerpt } from './decode-text.ts';
import { RECORD_BYTES_MAX } from './import-types.ts';
import type { ImportRow, RowFault } from './import-types.ts';
import type { Line } from './read-lines.ts';

export interface CsvSource {
  /** Named in errors. */
  readonly file: string;
  /** Must be in the header: without them no row could become what the mapping says. */
  readonly requiredColumns: readonly string[];
}

type Group = readonly [Line, ...Line[]];

/**
 * One record a row, its cells named by the header row and empty texts where nothing was written; blank lines are nothing.
 *
 * A quote that is not closed would swallow the good rows after it. So where a record of several lines makes no sense,
 * only its first line is bad, and reading goes on with its second.
 * @throws AppError `IMPORT_FILE_INVALID` where the header row cannot be read.
 */
export async function* csvRows(lines: AsyncIterable<Line>, format: CsvFormat, { file, requiredColumns }: CsvSource): AsyncGenerator<ImportRow> {
  const source = lines[Symbol.asyncIterator]();
  const again: Line[] = [];
  const next = async (): Promise<Line | null> => {
    const kept = again.pop();
    if (kept !== undefined) return kept;
    const { done, value } = await source.next();
    return done === true ? null : value;
  };

  let header: readonly string[] | null = null;
  try {
    for (let line = await next(); line !== null; line = await next()) {
      if (line.bytes.length === 0) continue;
      const { group, closed } = await readGroup(line, next, format);
      if (header === null) {
        header = readHeader(group, closed ? format : null, { file, requiredColumns });
        continue;
      }
      const row = closed ? csvRow(group, header, format) : fault(group, 'CSV_QUOTES', 'Expected a closing quote.');
      if ('code' in row && group.length > 1) {
        const [first, ...rest] = group;
        again.push(...rest.toReversed());
        yield fault([first], row.code, row.message);
      } else yield row;
    }
  } finally {
    await source.return?.();
  }
  if (header === null) throw new AppError('IMPORT_FILE_INVALID', `${file}: expected a header row, got an empty file.`);
}

/** The lines of one record, by its quotes. */
async function readGroup(first: Line, next: () => Promise<Line | null>, format: CsvFormat): Promise<{ group: Group; closed: boolean }> {
  const group: [Line, ...Line[]] = [first];
  let open = !first.tooLong && endsInQuotes(first.bytes, false, format);
  let bytes = first.bytes.length;
  while (open) {
    const line = await next();
    if (line === null) return { group, closed: false };
    group.push(line);
    bytes += line.bytes.length;
    if (line.tooLong || bytes > RECORD_BYTES_MAX) return { group, closed: false };
    open = endsInQuotes(line.bytes, true, format);
  }
  return { group, closed: true };
}

function csvRow(group: Group, header: readonly string[], format: CsvFormat): ImportRow {
  if (group[0].tooLong) return fault(group, 'LINE_TOO_LONG', `Expected a row of at most ${RECORD_BYTES_MAX} bytes.`);
  const text = decodeText(joined(group));
  if (text === null) return fault(group, 'INVALID_UTF8', 'Expected UTF-8 text.');
  const cells = csvCells(text, format);
  if (cells === null) return fault(group, 'CSV_QUOTES', 'Expected a delimiter or the end of the line after a closing quote.');
  if (cells.length !== header.length) {
    return fault(group, 'COLUMN_COUNT', `Expected ${header.length} columns as in the header, got ${cells.length}.`);
  }
  const record: JsonObject = Object.fromEntries(header.map((name, column) => [name, cells[column]!]));
  return { line: group[0].number, record };
}

/** @param format null where a quote is not closed */
function readHeader(group: Group, format: CsvFormat | null, { file, requiredColumns }: CsvSource): readonly string[] {
  const text = decodeText(joined(group));
  const names = text === null || format === null ? null : csvCells(text, format);
  if (names === null) throw new AppError('IMPORT_FILE_INVALID', `${file}, line 1: expected a header row of UTF-8 text with closed quotes.`);
  const trimmed = names.map((name) => name.trim());
  const twice = trimmed.find((name, column) => trimmed.indexOf(name) !== column);
  if (twice !== undefined) {
    throw new AppError('IMPORT_FILE_INVALID', `${file}, line 1: expected columns with different names, got "${twice}" twice.`);
  }
  const missing = requiredColumns.filter((name) => !trimmed.includes(name));
  if (missing.length > 0) {
    throw new AppError('IMPORT_FILE_INVALID', `${file}, line 1: expected the mapping's column ${quoted(missing)}, got ${quoted(trimmed)}.`);
  }
  return trimmed;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function fault(group: Group, code: RowFault, message: string): ImportRow {
  return { line: group[0].number, code, message, source: excerpt(joined(group)) };
}

function joined(group: Group): Buffer {
  if (group.length === 1) return group[0].bytes;
  const newline = Buffer.from('\n');
  return Buffer.concat(group.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [newline, bytes])));
}
