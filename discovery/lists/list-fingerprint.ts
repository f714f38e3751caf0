import { createHash } from 'node:crypto';
import type { Identity } from '../../schema/identity.ts';
import type { CheckedList } from '../input/check-recommend-request.ts';
import { canonicalFilter } from '../listing/fingerprint.ts';
import type { Strategy } from '../search-types.ts';

/** Lists that hold what their shopper did, so that nobody else pages through them. */
const OWN: ReadonlySet<Strategy> = new Set<Strategy>(['FOR_YOU', 'RECENTLY_VIEWED']);

/**
 * Digest of all that decides a list, but for the size of its pages. Lists of a shopper belong to the shopper, visitors
 * included: their first page came with their id.
 */
export function listFingerprint({ strategy, seeds, excluded, filters }: CheckedList, { userId, visitorId }: Identity): string {
  const owner = OWN.has(strategy) ? [userId, userId === null ? visitorId : null] : userId;
  const parts = ['list', strategy, seeds, [...excluded].toSorted(), filters.map(canonicalFilter).toSorted(), owner];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
