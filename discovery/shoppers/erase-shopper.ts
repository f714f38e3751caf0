import type { ShopperId } from '../../schema/ids.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import type { EraseReport, ShopperRecords } from '../../stores/ports/shopper-records.ts';
import type { UserStateCache } from '../../stores/ports/user-state-cache.ts';
import type { ShopperTraces } from '../shopper-traces.ts';

export interface Erasure {
  readonly records: Pick<ShopperRecords, 'eraseShopper'>;
  readonly cache: Pick<UserStateCache, 'forget'>;
  readonly resultLists: Pick<ResultListStore, 'forget'>;
  readonly traces: Pick<ShopperTraces, 'forget'>;
}

/**
 * Deletes all that is known of a shopper, and of the visitors merged into them, everywhere.
 *
 * The caches first: where one cannot be reached nothing is erased, and the caller hears so. And again at the end, since a
 * request that was under way may have put back what it had read before.
 * @throws the errors of the caches and of the store.
 */
export async function eraseShopper(shopper: ShopperId, { records, cache, resultLists, traces }: Erasure, signal: AbortSignal): Promise<EraseReport> {
  await Promise.all([cache.forget(shopper, signal), resultLists.forget(shopper, signal)]);
  await traces.forget(shopper);
  const report = await records.eraseShopper(shopper, signal);
  await Promise.all(report.shoppers.flatMap((erased) => [cache.forget(erased), resultLists.forget(erased), traces.forget(erased)]));
  return report;
}
