import type { JsonObject, JsonValue } from '../../stores/ports/catalog-store.ts';
import type { RawAttribute, RawMoney, RawProduct } from './raw-product.ts';
import { listOf } from './read-value.ts';

/** The fields of a record that came through the API: a `ProductInput`. Never throws, whatever the record holds. */
export function fromProductInput(record: JsonObject): RawProduct {
  const field = (name: string): JsonValue => record[name] ?? null;
  return {
    id: field('id'),
    title: field('title'),
    description: field('description'),
    brand: field('brand'),
    url: field('url'),
    categoryPath: listOf(field('categoryPath')),
    price: moneyOf(field('price')),
    listPrice: moneyOf(field('listPrice')),
    availability: field('availability'),
    rating: isObject(field('rating')) ? { average: inside(field('rating'), 'average'), count: inside(field('rating'), 'count') } : null,
    images: listOf(field('images')).map((image) => ({ url: inside(image, 'url'), alt: inside(image, 'alt') })),
    gtins: listOf(field('gtins')),
    groupId: field('groupId'),
    releasedAt: field('releasedAt') === null ? null : { value: field('releasedAt'), format: 'iso' },
    attributes: listOf(field('attributes')).flatMap(attributeOf),
  };
}

function moneyOf(value: JsonValue): RawMoney | null {
  return isObject(value) ? { amount: inside(value, 'amount'), unit: 'minor', currency: inside(value, 'currency') } : null;
}

/** The API's attributes are texts; those that can only be yes or no are told apart, since they are searched by name. */
function attributeOf(value: JsonValue): RawAttribute[] {
  const name = inside(value, 'name');
  if (typeof name !== 'string') return [];
  const values = listOf(inside(value, 'values'));
  const kind = values.length > 0 && values.every((entry) => entry === 'true' || entry === 'false') ? 'boolean' : 'text';
  return [{ name, kind, values }];
}

function inside(value: JsonValue, key: string): JsonValue {
  return isObject(value) ? (value[key] ?? null) : null;
}

function isObject(value: JsonValue): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
