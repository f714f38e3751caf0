import type { JsonObject } from '../../stores/ports/catalog-store.ts';

/** A text of a record; empty where the field is absent or something else. */
export function textField(record: JsonObject, name: string): string {
  const value = record[name];
  return typeof value === 'string' ? value : '';
}
