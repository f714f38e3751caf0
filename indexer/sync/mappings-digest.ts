import { createHash } from 'node:crypto';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';

/**
 * 16 hex digits of SHA-256 over mappings: cleaned with others, the same records may become other products. Another order of a mapping's
 * fields counts as another.
 */
export function mappingsDigest(mappings: ReadonlyMap<string, JsonObject>): string {
  const byName = [...mappings].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(byName)).digest('hex').slice(0, 16);
}
