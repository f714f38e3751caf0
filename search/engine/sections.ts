import type { Numbers } from './growing.ts';

/** A typed array, or strings. */
export type Section = Numbers | readonly string[];

const KINDS = [Uint8Array, Uint32Array, Float32Array, Float64Array] as const;
/** Kind of a section of strings: their lengths in bytes, then their UTF-8. */
const STRINGS = KINDS.length;
/** Kind, count, bytes; each section then begins at a multiple of 8. */
const HEADER_BYTES = 16;

/** One after the other, each with its kind and size. */
export function joinSections(sections: readonly Section[]): Uint8Array {
  const encoded = sections.map(encode);
  const bytes = new Uint8Array(encoded.reduce((sum, { data }) => sum + HEADER_BYTES + padded(data.length), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { kind, count, data } of encoded) {
    view.setUint32(at, kind, true);
    view.setUint32(at + 4, count, true);
    view.setFloat64(at + 8, data.length, true);
    bytes.set(data, at + HEADER_BYTES);
    at += HEADER_BYTES + padded(data.length);
  }
  return bytes;
}

/** The sections that `joinSections` was given, as copies. */
export function splitSections(bytes: Uint8Array): Section[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sections: Section[] = [];
  for (let at = 0; at < bytes.length;) {
    const kind = view.getUint32(at, true);
    const count = view.getUint32(at + 4, true);
    const length = view.getFloat64(at + 8, true);
    const data = bytes.slice(at + HEADER_BYTES, at + HEADER_BYTES + length);
    const Kind = KINDS[kind];
    sections.push(Kind === undefined ? decodeStrings(data, count) : new Kind(data.buffer, 0, count));
    at += HEADER_BYTES + padded(length);
  }
  return sections;
}

function encode(section: Section): { readonly kind: number; readonly count: number; readonly data: Uint8Array } {
  if (!ArrayBuffer.isView(section)) return { kind: STRINGS, count: section.length, data: encodeStrings(section) };
  return {
    kind: KINDS.findIndex((Kind) => section instanceof Kind),
    count: section.length,
    data: new Uint8Array(section.buffer, section.byteOffset, section.byteLength),
  };
}

function encodeStrings(strings: readonly string[]): Uint8Array {
  const lengths = Uint32Array.from(strings, (string) => Buffer.byteLength(string));
  const text = Buffer.from(strings.join(''));
  return Buffer.concat([new Uint8Array(lengths.buffer), text]);
}

function decodeStrings(data: Uint8Array, count: number): string[] {
  const lengths = new Uint32Array(data.buffer, 0, count);
  const text = Buffer.from(data.buffer, 4 * count);
  let at = 0;
  return Array.from(lengths, (length) => text.toString('utf8', at, (at += length)));
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
