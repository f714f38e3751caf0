import { generateSample, latentTastes, type Offer, offersOf, simulateShoppers } from '../../../cli/sample/index.ts';
import type { ProductId } from '../../../schema/ids.ts';
import type { SourceRecord } from '../../../stores/ports/catalog-store.ts';
import type { ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import type { SearchCase } from './search-case.ts';

const PRODUCTS = 3_000;
const SHOPPERS = 6_000;

/** Days at the end that are held out, for all shoppers alike: nothing of them is in the shop. */
const HELD_OUT_DAYS = 45;

export interface SimulatedCases {
  readonly products: readonly SourceRecord[];
  /** In time order, all before the held-out days. */
  readonly events: readonly ShopperEvent[];
  readonly cases: readonly SearchCase[];
}

/**
 * A shop of latent tastes, and of each shopper known before the first search in the held-out days that ended in a purchase.
 * @param seed - Of the catalogue; the shoppers have the next. Training (`cli/shipped`) knows no seed from 777 on, nor this kind of taste.
 */
export function simulatedCases({ seed, nowMs }: { readonly seed: number; readonly nowMs: number }): SimulatedCases {
  const sample = [...generateSample({ seed, products: PRODUCTS })];
  const offers = offersOf(sample);
  const year = simulateShoppers({ seed: seed + 1, shoppers: SHOPPERS, offers, nowMs, drawTaste: latentTastes(seed + 1) });
  const cutMs = nowMs - HELD_OUT_DAYS * 86_400_000;
  const variants = Map.groupBy(offers, ({ groupId }) => groupId);
  const known = new Set(year.events.filter(({ atMs, type }) => atMs < cutMs && type !== 'IMPRESSION').map(({ shopper }) => shopper));
  const cases = new Map<string, SearchCase>();
  for (const { shopper, atMs, query, reactions } of year.lists) {
    const taken = reactions.find(({ outcome }) => outcome === 'bought');
    if (atMs < cutMs || query === null || taken === undefined || !known.has(shopper) || cases.has(shopper)) continue;
    cases.set(shopper, { query, subject: shopper.slice('user:'.length), targets: idsOf(variants.get(taken.offer.groupId)!) });
  }
  return {
    products: sample.map(({ record }) => record),
    events: year.events.filter(({ atMs }) => atMs < cutMs),
    cases: [...cases.values()],
  };
}

const idsOf = (offers: readonly Offer[]): ReadonlySet<ProductId> => new Set(offers.map(({ id }) => id));
