import { createHash } from 'node:crypto';
import type { Product } from './product.ts';

/**
 * Digest of a product's content: 32 hex digits of SHA-256 over its JSON with sorted keys.
 * Equal products give equal digests whatever the order in which their fields were set.
 */
export function checksumOf(product: Product): string {
  return createHash('sha256').update(JSON.stringify(product, sortKeys)).digest('hex').slice(0, 32);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
