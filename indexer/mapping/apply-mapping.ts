import type { JsonObject, JsonValue } from '../../stores/ports/catalog-store.ts';
import type { AttributeKind } from '../../stores/ports/product.ts';
import type { CatalogMapping, MoneySource } from './catalog-mapping.ts';
import { fieldColumns } from './named-columns.ts';
import type { RawAttribute, RawMoney, RawProduct } from './raw-product.ts';
import { listOf, readColumn, readValue } from './read-value.ts';

/** The fields of a record, as its mapping tells them apart. Pure; never throws, whatever the record holds. */
export function applyMapping(mapping: CatalogMapping, record: JsonObject): RawProduct {
  const { availability, rating, releasedAt } = mapping;
  const title = readValue(record, mapping.title);
  return {
    id: readValue(record, mapping.id),
    title,
    description: readValue(record, mapping.description),
    brand: readValue(record, mapping.brand),
    url: readValue(record, mapping.url),
    categoryPath: categoryPathOf(mapping, record, title),
    price: moneyOf(mapping.price, mapping, record),
    listPrice: moneyOf(mapping.listPrice, mapping, record),
    availability: availability === undefined ? null : availabilityOf(availability, record),
    rating:
      rating === undefined
        ? null
        : { average: readColumn(record, rating.average), count: rating.count === undefined ? null : readColumn(record, rating.count) },
    images: (mapping.images ?? []).flatMap((column) => listOf(readColumn(record, column))).map((url) => ({ url, alt: null })),
    gtins: (mapping.gtins ?? []).flatMap((column) => listOf(readColumn(record, column))),
    groupId: readValue(record, mapping.groupId),
    releasedAt: releasedAt === undefined ? null : { value: readColumn(record, releasedAt.column), format: releasedAt.format },
    attributes: attributesOf(mapping, record),
  };
}

function categoryPathOf({ categoryPath, categoryRules }: CatalogMapping, record: JsonObject, title: JsonValue): readonly JsonValue[] {
  const given = givenPath(categoryPath, record);
  if (given.length > 0 || categoryRules === undefined || typeof title !== 'string') return given;
  const words = new Set(title.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return categoryRules.find(({ titleWords }) => titleWords.every((word) => words.has(word.toLowerCase())))?.path ?? [];
}

function givenPath(source: CatalogMapping['categoryPath'], record: JsonObject): readonly JsonValue[] {
  if (source === undefined) return [];
  if (typeof source === 'string') return listOf(readColumn(record, source));
  if ('columns' in source) return source.columns.flatMap((column) => listOf(readValue(record, column)));
  const { separator } = source;
  return listOf(readColumn(record, source.column)).flatMap((value): readonly JsonValue[] => (typeof value === 'string' ? value.split(separator) : [value]));
}

function moneyOf(source: MoneySource | undefined, { currency }: CatalogMapping, record: JsonObject): RawMoney | null {
  if (source === undefined) return null;
  const amount = readColumn(record, source.column);
  if (amount === null || amount === '') return null;
  return { amount, unit: source.unit, currency: source.currency === undefined ? (currency ?? null) : readValue(record, source.currency) };
}

function availabilityOf({ column, values, default: otherwise }: NonNullable<CatalogMapping['availability']>, record: JsonObject): JsonValue {
  const value = readColumn(record, column);
  if (value === null || value === '') return otherwise ?? null;
  return values === undefined ? value : (values[(typeof value === 'string' ? value : JSON.stringify(value)).trim()] ?? otherwise ?? null);
}

function attributesOf(mapping: CatalogMapping, record: JsonObject): RawAttribute[] {
  const { columns = {}, prefixes = {}, rest } = mapping.attributes ?? {};
  const attributes: RawAttribute[] = [];
  for (const [column, { name, kind, separator }] of Object.entries(columns)) {
    const values = listOf(readColumn(record, column)).flatMap((value) =>
      separator !== undefined && typeof value === 'string' ? value.split(separator) : [value],
    );
    attributes.push({ name: name ?? humanise(column), kind, values });
  }
  const used = usedColumns(mapping);
  for (const key of Object.keys(record)) {
    if (key in columns) continue;
    const prefix = Object.keys(prefixes).find((candidate) => key.startsWith(candidate));
    if (prefix !== undefined && !used.has(key)) attributes.push(attribute(key.slice(prefix.length), prefixes[prefix]!, record[key]!));
    else if (prefix === undefined && rest !== undefined && !used.has(key)) attributes.push(attribute(key, rest, record[key]!));
  }
  return attributes;
}

function attribute(key: string, kind: AttributeKind, value: JsonValue): RawAttribute {
  return { name: humanise(key), kind, values: listOf(value) };
}

/** `printing_colours`: `Printing colours`. */
function humanise(key: string): string {
  const words = key.replaceAll(/[\s_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const usedByMapping = new WeakMap<CatalogMapping, ReadonlySet<string>>();

/** Columns that are fields of the product, and so no attributes. */
function usedColumns(mapping: CatalogMapping): ReadonlySet<string> {
  const known = usedByMapping.get(mapping);
  if (known !== undefined) return known;
  const used = new Set(fieldColumns(mapping));
  usedByMapping.set(mapping, used);
  return used;
}
