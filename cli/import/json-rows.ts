import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import { decodeText, excerpt } from './decode-text.ts';
import { RECORD_BYTES_MAX } from './import-types.ts';
import type { ImportRow } from './import-types.ts';
import type { Line } from './read-lines.ts';

/** One record a line; blank lines are nothing. */
export async function* jsonRows(lines: AsyncIterable<Line>): AsyncGenerator<ImportRow> {
  for await (const line of lines) {
    const row = jsonRow(line);
    if (row !== null) yield row;
  }
}

function jsonRow({ number: line, bytes, tooLong }: Line): ImportRow | null {
  const source = (): string => excerpt(bytes);
  if (tooLong) {
    return { line, code: 'LINE_TOO_LONG', message: `Expected a line of at most ${RECORD_BYTES_MAX} bytes.`, source: source() };
  }
  const text = decodeText(bytes);
  if (text === null) return { line, code: 'INVALID_UTF8', message: 'Expected UTF-8 text.', source: source() };
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { line, record: value as JsonObject };
    return { line, code: 'JSON_NOT_OBJECT', message: `Expected a JSON object, got ${kindOf(value)}.`, source: source() };
  } catch (error) {
    return { line, code: 'JSON_INVALID', message: `Expected one JSON object: ${(error as Error).message}`, source: source() };
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
