import { crc32 } from 'node:zlib';
import { AppError } from '../../schema/errors.ts';

/** A vector for each piece of a vocabulary: what a static encoder is made of. */
export interface TokenTable {
  /** Names the table by what is in it. */
  readonly version: string;
  readonly dimensions: number;
  /** Pieces by number, as `createWordPieces` takes them. */
  readonly vocabulary: readonly string[];
  /** int8 of shape `[pieces, dimensions]`; a component is its row's scale times the integer. */
  readonly rows: Int8Array;
  /** float32 of shape `[pieces]`. */
  readonly scales: Float32Array;
  /** What it was fitted on and who is to be thanked for it; travels with the file. */
  readonly notice: string;
}

const MAGIC = 'AISLETOKENS 1\n';

interface Header {
  readonly name: string;
  readonly dimensions: number;
  readonly pieces: number;
  readonly notice: string;
  readonly vocabularyBytes: number;
  readonly checksum: number;
}

/** @param vectors - float32 of shape `[vocabulary.length, dimensions]`. */
export function quantizeTokenTable(
  vectors: Float32Array,
  { name, vocabulary, notice }: { readonly name: string; readonly vocabulary: readonly string[]; readonly notice: string },
): TokenTable {
  const dimensions = vectors.length / vocabulary.length;
  const rows = new Int8Array(vectors.length);
  const scales = new Float32Array(vocabulary.length);
  for (let piece = 0; piece < vocabulary.length; piece++) {
    const row = vectors.subarray(piece * dimensions, (piece + 1) * dimensions);
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[piece] = largest / 127;
    if (largest > 0) for (let i = 0; i < dimensions; i++) rows[piece * dimensions + i] = Math.round((row[i]! / largest) * 127);
  }
  return { version: versionOf(name, rows, scales), dimensions, vocabulary, rows, scales, notice };
}

/** One line that says what it is, one of JSON, then vocabulary, scales and rows. */
export function encodeTokenTable({ version, dimensions, vocabulary, rows, scales, notice }: TokenTable): Uint8Array {
  const pieces = Buffer.from(vocabulary.join('\n'));
  const content = Buffer.concat([pieces, bytesOf(scales), bytesOf(rows)]);
  const header: Header = {
    name: version.slice(0, version.lastIndexOf('-')),
    dimensions,
    pieces: vocabulary.length,
    notice,
    vocabularyBytes: pieces.length,
    checksum: crc32(content),
  };
  return new Uint8Array(Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`), content]));
}

/** @throws AppError `CONFIGURATION_INVALID` where the bytes are not what `encodeTokenTable` gave; `source` names them. */
export function decodeTokenTable(bytes: Uint8Array, source: string): TokenTable {
  const wrong = (why: string): AppError => new AppError('CONFIGURATION_INVALID', `Expected a token table in ${source}, but ${why}.`);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!file.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) throw wrong('it does not begin as one');
  const headerEnd = file.indexOf('\n', MAGIC.length);
  const { name, dimensions, pieces, notice, vocabularyBytes, checksum } = JSON.parse(file.toString('utf8', MAGIC.length, headerEnd)) as Header;
  const content = file.subarray(headerEnd + 1);
  if (crc32(content) !== checksum) throw wrong('its checksum is wrong');
  const vocabulary = content.toString('utf8', 0, vocabularyBytes).split('\n');
  const numbers = Uint8Array.from(content.subarray(vocabularyBytes)).buffer;
  const scales = new Float32Array(numbers, 0, pieces);
  const rows = new Int8Array(numbers, 4 * pieces, pieces * dimensions);
  return { version: versionOf(name, rows, scales), dimensions, vocabulary, rows, scales, notice };
}

function versionOf(name: string, rows: Int8Array, scales: Float32Array): string {
  return `${name}-${crc32(bytesOf(scales), crc32(bytesOf(rows))).toString(16).padStart(8, '0')}`;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
