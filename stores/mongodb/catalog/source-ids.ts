import { type Binary, BSON, type Decimal128, Long, ObjectId } from 'mongodb';
import { type ProductId, productId } from '../../../schema/ids.ts';

/** What `_id` may be in a collection that other tools write to: anything but an array. */
export type StoredId = string | number | boolean | Date | ObjectId | Long | Binary | Decimal128;

/** The text that a stored `_id` is known by: itself, the digits of an integer, the hex of an ObjectId; of any other kind, its extended JSON. */
export function toProductId(id: StoredId): ProductId {
  if (typeof id === 'string') return productId(id);
  if (id instanceof ObjectId) return productId(id.toHexString());
  if (id instanceof Long || (typeof id === 'number' && Number.isInteger(id))) return productId(String(id));
  return productId(BSON.EJSON.stringify(id, { relaxed: false }));
}

/** All that may be stored for an id's text, in the order in which the server sorts them: numbers, text, objects, ObjectIds. */
export function storedIdsOf(id: ProductId): readonly StoredId[] {
  const candidates: StoredId[] = [];
  if (/^-?(?:0|[1-9]\d{0,17})$/.test(id) && id !== '-0') candidates.push(Long.fromString(id));
  candidates.push(id);
  if (id.startsWith('{')) candidates.push(...parsedId(id));
  if (/^[0-9a-f]{24}$/.test(id)) candidates.push(new ObjectId(id));
  return candidates;
}

function parsedId(id: string): StoredId[] {
  try {
    return [BSON.EJSON.parse(id, { relaxed: false }) as StoredId];
  } catch {
    return []; // A product's own id that only looks like it.
  }
}
