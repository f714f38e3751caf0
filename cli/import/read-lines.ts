import { RECORD_BYTES_MAX, SOURCE_EXCERPT_MAX } from './import-types.ts';

export interface Line {
  /** 1 for the first. */
  readonly number: number;
  /** Without line end and byte order mark; only the beginning where `tooLong`. */
  readonly bytes: Buffer;
  readonly tooLong: boolean;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a byte stream, ended by LF or CRLF.
 * Holds one chunk and at most `RECORD_BYTES_MAX` of an unfinished line; the rest of a longer line is skipped.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  let tooLong = false;

  const add = (part: Buffer): void => {
    if (tooLong || part.length === 0) return;
    parts.push(part);
    length += part.length;
    if (length <= RECORD_BYTES_MAX) return;
    parts = [Buffer.concat(parts).subarray(0, SOURCE_EXCERPT_MAX)];
    tooLong = true;
  };
  const finish = (): Line => {
    number += 1;
    const line = { number, bytes: withoutEnds(parts.length === 1 ? parts[0]! : Buffer.concat(parts), number), tooLong };
    parts = [];
    length = 0;
    tooLong = false;
    return line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}

function withoutEnds(bytes: Buffer, number: number): Buffer {
  const from = number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const to = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  return bytes.subarray(from, to);
}
