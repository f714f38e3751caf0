import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { CatalogMapping } from './catalog-mapping.ts';
import { readValue } from './read-value.ts';

/** Id of a record as text, trimmed; null where there is none. */
export function idOf(mapping: CatalogMapping, record: JsonObject): string | null {
  const value = readValue(record, mapping.id);
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const id = String(value).trim();
  return id === '' ? null : id;
}
