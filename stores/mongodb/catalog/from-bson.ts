import { Binary, BSON, Decimal128, Long, ObjectId } from 'mongodb';
import type { JsonValue } from '../../ports/catalog-store.ts';

/**
 * A value of any tool's document as JSON, for a mapping to read. Dates become ISO 8601, ids and decimals their text, 64-bit
 * integers a number where it is exact, else text; UUIDs their text, other bytes base64; what is left, extended JSON.
 */
export function fromBson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return fromObject(value);
}

function fromObject(value: object): JsonValue {
  if (Array.isArray(value)) return value.map(fromBson);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Long) return Number.isSafeInteger(value.toNumber()) ? value.toNumber() : value.toString();
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Binary) return value.sub_type === Binary.SUBTYPE_UUID ? value.toUUID().toString() : value.toString('base64');
  if (value instanceof RegExp) return String(value);
  if ('_bsontype' in value) return BSON.EJSON.serialize(value, { relaxed: true });
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fromBson(entry)]));
}
