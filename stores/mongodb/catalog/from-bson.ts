import { Binary, BSON, Decimal128, ObjectId } from 'mongodb';
import type { JsonObject, JsonValue } from '../../ports/catalog-store.ts';

/**
 * A value of any tool's document as JSON, for a mapping to read. Dates become ISO 8601, ids and decimals their text, 64-bit
 * integers a number where it is exact, else text; UUIDs their text, other bytes base64; what is left, extended JSON.
 */
export function fromBson(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'object':
      return value === null ? null : fromObject(value);
    default:
      return null;
  }
}

function fromObject(value: object): JsonValue {
  if (Array.isArray(value)) return value.map(fromBson);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Binary) return value.sub_type === Binary.SUBTYPE_UUID ? value.toUUID().toString() : value.toString('base64');
  if (value instanceof RegExp) return String(value);
  if ('_bsontype' in value) return BSON.EJSON.serialize(value as BSON.Document, { relaxed: true }) as JsonObject;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fromBson(entry)]));
}
