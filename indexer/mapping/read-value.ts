import type { JsonObject, JsonValue } from '../../stores/ports/catalog-store.ts';
import type { ValueSource } from './catalog-mapping.ts';

/** The value of a column; a name with dots leads into nested objects where no column has that very name. Absent is null. */
export function readColumn(record: JsonObject, column: string): JsonValue {
  if (Object.hasOwn(record, column)) return record[column] ?? null;
  let value: JsonValue = record;
  for (const key of column.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, key)) return null;
    value = (value as JsonObject)[key] ?? null;
  }
  return value;
}

/** Whether a record has what `readColumn` reads, be it empty. */
export function hasColumn(record: JsonObject, column: string): boolean {
  if (Object.hasOwn(record, column)) return true;
  let value: JsonValue = record;
  for (const key of column.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, key)) return false;
    value = (value as JsonObject)[key] ?? null;
  }
  return true;
}

/** The value that a source gives for a record; null where it gives none. */
export function readValue(record: JsonObject, source: ValueSource | undefined): JsonValue {
  if (source === undefined) return null;
  if (typeof source === 'string') return readColumn(record, source);
  if ('value' in source) return source.value;
  const value = readColumn(record, source.column);
  return value === null || value === '' ? (source.default ?? null) : value;
}

/** One value or a list of them, as a list; absent and empty ones left out. */
export function listOf(value: JsonValue): readonly JsonValue[] {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return list.filter((entry) => entry !== null && entry !== '');
}
