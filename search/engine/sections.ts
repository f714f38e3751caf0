import { crc32 } from 'node:zlib';
import { AppError } from '../../schema/errors.ts';
import type { Growing, Numbers } from './growing.ts';

/** A typed array, or strings. */
export type Section = Numbers | readonly string[];

/** A section as read: numbers with room to grow, or strings. */
export type ReadSection = Growing<Numbers> | string[];

/** Where sections are read from: a file, or bytes in memory. */
export interface ByteSource {
  /** Bytes not read yet. */
  remaining(): number;
  /** Fills the whole target; never asked for more than remains. */
  read(target: Uint8Array): Promise<void>;
}

const KINDS = [Uint8Array, Uint32Array, Float32Array, Float64Array, Int8Array] as const;
/** Strings: their lengths in bytes, then their UTF-8. A list takes several sections, of which only the last says so. */
const SOME_STRINGS = 5;
const LAST_STRINGS = 6;
/** No content; the checksum of all that went before in place of the count. */
const END = 7;
/** Kind, count, bytes; each section then begins at a multiple of 8. */
const HEADER_BYTES = 16;

/** Few and small enough that one piece is the work of about a millisecond. */
const STRINGS_MAX = 4_096;
const PIECE_BYTES = 2 ** 20;

/**
 * One section after the other, each with its kind and size, and a checksum (CRC-32) at the end; in pieces. Numbers are
 * not copied: a piece must be used before the arrays change.
 */
export function* encodeSections(sections: Iterable<Section>): Generator<Uint8Array, void> {
  let checksum = 0;
  const checked = (piece: Uint8Array): Uint8Array => {
    checksum = crc32(piece, checksum);
    return piece;
  };
  for (const section of sections) {
    for (const { kind, count, data } of partsOf(section)) {
      yield checked(header(kind, count, data.length));
      for (let at = 0; at < data.length; at += PIECE_BYTES) yield checked(data.subarray(at, at + PIECE_BYTES));
      const padding = paddingOf(data.length);
      if (padding > 0) yield checked(new Uint8Array(padding));
    }
  }
  yield header(END, checksum, 0);
}

/** @throws AppError `SEARCH_INDEX_CORRUPT` where they are not what `encodeSections` gave. */
export async function readSections(source: ByteSource): Promise<ReadSection[]> {
  const sections: ReadSection[] = [];
  let checksum = 0;
  const read = async (target: Uint8Array): Promise<void> => {
    if (target.length > source.remaining()) throw corrupt('it ends too early');
    await source.read(target);
  };
  const readChecked = async (target: Uint8Array): Promise<void> => {
    await read(target);
    checksum = crc32(target, checksum);
  };
  let strings: string[] = [];
  for (;;) {
    const head = new Uint8Array(HEADER_BYTES);
    await read(head);
    const view = new DataView(head.buffer);
    const [kind, count, length] = [view.getUint32(0, true), view.getUint32(4, true), view.getFloat64(8, true)];
    if (kind === END) {
      if (count !== checksum || length !== 0 || source.remaining() > 0) throw corrupt('its checksum is wrong');
      return sections;
    }
    checksum = crc32(head, checksum);
    // Before anything of that size is allocated: the checksum is only known at the end.
    if (!(length >= 0 && length <= source.remaining())) throw corrupt('it ends too early');
    const Kind = KINDS[kind];
    if (Kind === undefined) {
      const data = new Uint8Array(length);
      await readChecked(data);
      if (4 * count > length) throw corrupt('a list of strings is damaged');
      for (const string of decodeStrings(data, count)) strings.push(string);
      if (kind === LAST_STRINGS) {
        sections.push(strings);
        strings = [];
      }
    } else {
      if (count * Kind.BYTES_PER_ELEMENT !== length) throw corrupt('a section is damaged');
      // With room, so that the first write after a start does not copy everything.
      const data = new Kind(count + (count >>> 3) + 16);
      const bytes = new Uint8Array(data.buffer, 0, length);
      for (let at = 0; at < length; at += PIECE_BYTES) await readChecked(bytes.subarray(at, at + PIECE_BYTES));
      sections.push({ data, length: count });
    }
    await readChecked(new Uint8Array(paddingOf(length)));
  }
}

export function corrupt(why: string): AppError {
  return new AppError('SEARCH_INDEX_CORRUPT', `Expected a search index snapshot, but ${why}.`);
}

interface Part {
  readonly kind: number;
  readonly count: number;
  readonly data: Uint8Array;
}

function* partsOf(section: Section): Generator<Part> {
  if (ArrayBuffer.isView(section)) {
    const kind = KINDS.findIndex((Kind) => section instanceof Kind);
    yield { kind, count: section.length, data: new Uint8Array(section.buffer, section.byteOffset, section.byteLength) };
    return;
  }
  for (let at = 0; at === 0 || at < section.length; at += STRINGS_MAX) {
    const some = section.slice(at, at + STRINGS_MAX);
    yield { kind: at + STRINGS_MAX < section.length ? SOME_STRINGS : LAST_STRINGS, count: some.length, data: encodeStrings(some) };
  }
}

function header(kind: number, count: number, length: number): Uint8Array {
  const head = new Uint8Array(HEADER_BYTES);
  const view = new DataView(head.buffer);
  view.setUint32(0, kind, true);
  view.setUint32(4, count, true);
  view.setFloat64(8, length, true);
  return head;
}

function encodeStrings(strings: readonly string[]): Uint8Array {
  const lengths = Uint32Array.from(strings, (string) => Buffer.byteLength(string));
  return Buffer.concat([new Uint8Array(lengths.buffer), Buffer.from(strings.join(''))]);
}

function decodeStrings(data: Uint8Array, count: number): string[] {
  const lengths = new Uint32Array(data.buffer, 0, count);
  const text = Buffer.from(data.buffer, 4 * count);
  let at = 0;
  return Array.from(lengths, (length) => text.toString('utf8', at, (at += length)));
}

function paddingOf(length: number): number {
  return Math.ceil(length / 8) * 8 - length;
}
