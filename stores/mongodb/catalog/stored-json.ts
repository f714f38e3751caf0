import { Binary } from 'mongodb';
import { AppError } from '../../../schema/errors.ts';
import type { JsonValue } from '../../ports/catalog-store.ts';
import { fromBson } from './from-bson.ts';

/** How JSON stands in a document: as itself, so that other tools can read and query it, or as the bytes of its text where BSON would change it. */
export type StoredJson = JsonValue | Binary;

/**
 * Text of what BSON cannot hold, or the driver would take for something else: NUL in a name, half a surrogate pair, names that
 * begin with `$` or are the driver's own. It may match a little more, which only costs readability.
 */
const UNFAITHFUL = /\\u(?:0000|d[89ab])|"\$[^"]*":|"_bsontype":/i;

/** The server nests 180 deep at most, with what stands around. */
const DEPTH_MAX = 100;

/** A document holds 16 MiB; the rest is for what stands around. */
const TEXT_MAX = 15 * 1024 * 1024;

/** @throws AppError `INPUT_INVALID` for a value whose text is longer than a document can hold. */
export function toStoredJson(value: JsonValue): StoredJson {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > TEXT_MAX) throw new AppError('INPUT_INVALID', `Expected a record of at most ${TEXT_MAX} bytes, got ${bytes}.`);
  if (UNFAITHFUL.test(text)) return new Binary(Buffer.from(text));
  const plain = JSON.parse(text) as JsonValue;
  return depthOf(plain) > DEPTH_MAX ? new Binary(Buffer.from(text)) : plain;
}

export function fromStoredJson(stored: unknown): JsonValue {
  return stored instanceof Binary ? (JSON.parse(Buffer.from(stored.buffer.subarray(0, stored.position)).toString()) as JsonValue) : fromBson(stored);
}

function depthOf(value: JsonValue): number {
  if (value === null || typeof value !== 'object') return 0;
  let deepest = 0;
  for (const entry of Object.values(value)) deepest = Math.max(deepest, depthOf(entry));
  return deepest + 1;
}
