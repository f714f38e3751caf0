import { parse } from 'csv-parse/sync';

export interface CsvFormat {
  /** One ASCII character. */
  readonly delimiter: string;
  /** One ASCII character, doubled inside a quoted cell; null: quotes are letters. */
  readonly quote: string | null;
}

/**
 * Whether a quoted cell is still open at the end of a line. A quote opens a cell only at its very beginning.
 * @param open whether one was open at the beginning of the line
 */
export function endsInQuotes(line: Buffer, open: boolean, { delimiter, quote }: CsvFormat): boolean {
  if (quote === null || !line.includes(quote)) return open;
  const quoteByte = quote.charCodeAt(0);
  const delimiterByte = delimiter.charCodeAt(0);
  let quoted = open;
  let atCellStart = !open;
  for (let at = 0; at < line.length; at += 1) {
    const byte = line[at];
    if (byte === quoteByte) {
      if (!quoted) quoted = atCellStart;
      else if (line[at + 1] === quoteByte) at += 1;
      else quoted = false;
    }
    atCellStart = !quoted && byte === delimiterByte;
  }
  return quoted;
}

/**
 * The cells of one whole record; null where its quotes are wrong.
 * A quote inside an unquoted cell is a letter, as in `19" monitor`; text after a closing quote is wrong.
 */
export function csvCells(text: string, { delimiter, quote }: CsvFormat): readonly string[] | null {
  if (quote === null || !text.includes(quote)) return text.split(delimiter);
  const options = { delimiter, quote, escape: quote, max_record_size: 0, relax_column_count: true, record_delimiter: '\n' };
  try {
    return onlyRecord(parse(text, options));
  } catch (error) {
    if ((error as { code?: string }).code !== 'INVALID_OPENING_QUOTE') return null;
    return onlyRecord(parse(text, { ...options, relax_quotes: true }));
  }
}

function onlyRecord(records: readonly string[][]): readonly string[] | null {
  return records.length === 1 ? records[0]! : null;
}
