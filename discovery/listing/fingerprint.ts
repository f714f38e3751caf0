import { createHash } from 'node:crypto';
import type { Identity } from '../../schema/identity.ts';
import type { IndexFilter } from '../../stores/ports/search-index.ts';
import type { CheckedSearch } from '../input/check-search-request.ts';

/**
 * Digest of all that decides the order of a list; the size of the page and the facets do not.
 * A personal list belongs to its signed-in shopper. Visitors share: their id is issued in the answer to a first page,
 * so the second page cannot be held to it.
 */
export function fingerprintOf(search: CheckedSearch, { userId }: Identity): string {
  const { text, filters, sort, locale, personalize } = search;
  const parts = [text, filters.map(canonicalFilter).toSorted(), sort, locale, personalize, personalize ? userId : null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** The same text for filters that ask the same. */
export function canonicalFilter({ field, values, range }: IndexFilter): string {
  return JSON.stringify(values === null ? [field, range.min, range.max] : [field, values.toSorted()]);
}
