import type { ShopperId } from '../../schema/ids.ts';
import type { EraseReport, ShopperRecords } from '../../stores/ports/shopper-records.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import type { ShopperTraces } from '../shopper-traces.ts';

export interface Erasure {
  readonly records: Pick<ShopperRecords, 'eraseShopper'>;
  readonly cache: Pick<UserStateCache, 'forget'>;
  readonly traces: Pick<ShopperTraces, 'forget'>;
}

/**
 * Deletes all that is known of a shopper, and of the visitors merged into them, everywhere.
 *
 * The cache first: where it cannot be reached nothing is erased, and the caller hears so. And again at the end, since a
 * request that was under way may have put back what it had read before.
 * @throws the errors of the cache and of the store.
 */
export async function eraseShopper(shopper: ShopperId, { records, cache, traces }: Erasure, signal: AbortSignal): Promise<EraseReport> {
  await cache.forget(shopper, signal);
  await traces.forget(shopper);
  const report = await records.eraseShopper(shopper, signal);
  await Promise.all(report.shoppers.flatMap((erased) => [cache.forget(erased), traces.forget(erased)]));
  return report;
}
