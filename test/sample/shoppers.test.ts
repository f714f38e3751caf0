import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AttributeTaste,
  COMPLEMENTS,
  CONSUMABLE_DAYS,
  DEMO_SHOPPERS,
  drawAttributeTaste,
  generateSample,
  latentTastes,
  type Offer,
  offersOf,
  type SampleProduct,
  simulateShoppers,
  type Simulation,
  type Taste,
} from '../../cli/sample/index.ts';
import { clean } from '../../indexer/index.ts';
import { changeVersion, type ProductId, type ShopperId } from '../../schema/ids.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 23);
const DAY_MS = 86_400_000;

let sample: readonly SampleProduct[];
let offers: readonly Offer[];
let offerOf: ReadonlyMap<ProductId, Offer>;
let simulation: Simulation<AttributeTaste>;
let latent: Simulation<Taste & { readonly cluster: number }>;
let eventsOf: ReadonlyMap<ShopperId, readonly ShopperEvent[]>;

const simulate = (seed: number, shoppers: number): Simulation<AttributeTaste> =>
  simulateShoppers({ seed, shoppers, offers, nowMs: NOW_MS, drawTaste: drawAttributeTaste, named: DEMO_SHOPPERS });

beforeAll(() => {
  sample = [...generateSample({ seed: 20_261_124, products: 3_000 })];
  offers = offersOf(sample);
  offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  simulation = simulate(1, 600);
  latent = simulateShoppers({ seed: 2, shoppers: 600, offers, nowMs: NOW_MS, drawTaste: latentTastes(2) });
  eventsOf = Map.groupBy(simulation.events, ({ shopper }) => shopper);
});

describe('simulated shoppers', () => {
  it('do the same for the same seed, and something else for another', () => {
    const text = (seed: number): string => JSON.stringify(simulate(seed, 40).events);
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('only meet products that cleaning lets into the shop', () => {
    const accepted = new Set(sample.filter(({ record }) => clean({ ...record, version: changeVersion(1), receivedAtMs: 1 }, null).ok).map(({ record }) => record.id));
    expect(accepted.size).toBeGreaterThan(2_900);
    expect(simulation.events.filter(({ productId }) => !accepted.has(productId))).toEqual([]);
  });

  it('come in time order within the year, name each event once, and see nothing before it is released', () => {
    const { events } = simulation;
    expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    expect(events.at(-1)!.atMs).toBeLessThan(NOW_MS);
    expect(events.at(-1)!.atMs).toBeGreaterThan(NOW_MS - 3 * DAY_MS);
    expect(events[0]!.atMs).toBeGreaterThan(NOW_MS - 366 * DAY_MS);
    for (const own of eventsOf.values()) expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    expect(events.filter(({ productId, atMs }) => offerOf.get(productId)!.releasedAtMs > atMs)).toEqual([]);
  });

  it('narrow down from impressions to purchases, with all kinds of events among them', () => {
    const count = (type: ShopperEvent['type']): number => simulation.events.filter((event) => event.type === type).length;
    expect(count('VIEW')).toBeGreaterThan(count('CLICK'));
    expect(count('CLICK')).toBeGreaterThan(1.8 * count('ADD_TO_CART'));
    expect(count('ADD_TO_CART')).toBeGreaterThan(count('PURCHASE'));
    expect(count('PURCHASE')).toBeGreaterThan(600);
    expect(count('REMOVE_FROM_CART')).toBeGreaterThan(50);
    expect(count('HIDE')).toBeGreaterThan(50);
    expect(count('IMPRESSION')).toBeGreaterThan(1_000);
    const sizes = simulation.shoppers.map(({ id }) => eventsOf.get(id)?.length ?? 0).toSorted((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length * 0.05)]).toBeLessThan(8);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeGreaterThan(60);
  });

  it('buy nothing that is not in stock, and buy only what they have in the cart', () => {
    const bought = simulation.events.filter(({ type }) => type === 'PURCHASE');
    expect(bought.filter(({ productId }) => !offerOf.get(productId)!.available)).toEqual([]);
    const before = [...eventsOf.values()].flatMap((own) => own.flatMap((event, place) => (event.type === 'PURCHASE' ? [own[place - 1]!] : [])));
    expect(before.map(({ type }) => type)).toEqual(bought.map(() => 'ADD_TO_CART'));
  });

  it('click more at the top, whatever stands there', () => {
    const clickRate = (from: number, to: number): number => {
      const reactions = simulation.lists.flatMap(({ reactions: all }) => all.slice(from, to));
      return reactions.filter(({ outcome }) => outcome !== 'unseen' && outcome !== 'seen' && outcome !== 'hidden').length / reactions.length;
    };
    expect(clickRate(0, 2)).toBeGreaterThan(1.8 * clickRate(6, 10));
  });

  it('buy again what is used up, and look for what goes with a purchase', () => {
    const purchases = [...eventsOf.values()].flatMap((own) => own.filter(({ type }) => type === 'PURCHASE').map((event) => ({ ...event, offer: offerOf.get(event.productId)! })));
    const again = (consumable: boolean): number => {
      const own = purchases.filter(({ offer }) => offer.truth.type in CONSUMABLE_DAYS === consumable);
      return own.filter(({ shopper, productId, atMs }) => own.some((other) => other.shopper === shopper && other.productId === productId && other.atMs < atMs)).length / own.length;
    };
    expect(again(true)).toBeGreaterThan(5 * again(false));
    const anchors = purchases.filter(({ offer }) => offer.truth.type in COMPLEMENTS);
    const lookedBeside = (shift: number): number =>
      anchors.filter(({ shopper, atMs, offer }) => {
        const beside = COMPLEMENTS[offer.truth.type]![0]!;
        return eventsOf.get(shopper)!.some((event) => event.atMs > atMs + shift && event.atMs < atMs + shift + DAY_MS && offerOf.get(event.productId)!.truth.type === beside);
      }).length;
    expect(lookedBeside(0)).toBeGreaterThan(3 * lookedBeside(-DAY_MS));
  });

  it('want sandals in summer and down jackets in winter', () => {
    const share = (type: string, months: readonly number[]): number => {
      const all = simulation.events.filter(({ productId }) => offerOf.get(productId)!.truth.type === type);
      return all.filter(({ atMs }) => months.includes(new Date(atMs).getUTCMonth() + 1)).length / all.length;
    };
    expect(share('sandals', [6, 7, 8])).toBeGreaterThan(2 * share('sandals', [11, 12, 1]));
    // Fewer shoppers were there in the first winter.
    expect(share('down-jacket', [11, 12, 1])).toBeGreaterThan(1.5 * share('down-jacket', [6, 7, 8]));
  });

  it('show their taste in what they do: counting finds a favourite brand far above chance', () => {
    const known = simulation.shoppers.filter(({ id }) => (eventsOf.get(id)?.length ?? 0) >= 30);
    expect(known.length).toBeGreaterThan(200);
    const topBrand = (id: ShopperId): string => mostFrequent(eventsOf.get(id)!.filter(({ type }) => type === 'CLICK' || type === 'PURCHASE').map(({ productId }) => offerOf.get(productId)!.truth.brand));
    const hits = known.filter(({ id, taste }) => taste.brands.includes(topBrand(id))).length / known.length;
    const byChance = known.filter(({ taste }, place) => taste.brands.includes(topBrand(known[(place + 1) % known.length]!.id))).length / known.length;
    expect(hits).toBeGreaterThan(0.3);
    expect(hits).toBeGreaterThan(4 * byChance);
  });

  it('also with latent tastes like what they click better than what they pass by', () => {
    for (const { shoppers, lists } of [simulation, latent]) {
      const tasteOf = new Map<ShopperId, Taste>(shoppers.map(({ id, taste }) => [id, taste]));
      const mean = (outcomes: readonly string[]): number => {
        const appeals = lists.flatMap(({ shopper, reactions }) => reactions.filter(({ outcome }) => outcomes.includes(outcome)).map(({ offer }) => tasteOf.get(shopper)!.appeal(offer)));
        return appeals.reduce((sum, appeal) => sum + appeal, 0) / appeals.length;
      };
      expect(mean(['clicked'])).toBeGreaterThan(mean(['seen']) + 0.4);
      expect(mean(['bought'])).toBeGreaterThan(mean(['clicked']) + 0.2);
    }
  });

  it('have latent tastes that are alike within a group and not beyond it', () => {
    const shoppers = latent.shoppers.slice(0, 120);
    const some = offers.filter((_, place) => place % 20 === 0);
    const appeals = shoppers.map(({ taste }) => some.map((offer) => taste.appeal(offer)));
    const pairs = shoppers.flatMap((one, i) => shoppers.slice(i + 1).map((other, j) => ({ same: one.taste.cluster === other.taste.cluster, alike: correlation(appeals[i]!, appeals[i + 1 + j]!) })));
    const mean = (same: boolean): number => average(pairs.filter((pair) => pair.same === same).map(({ alike }) => alike));
    expect(mean(true)).toBeGreaterThan(mean(false) + 0.3);
  });
});

function mostFrequent(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].reduce((best, next) => (next[1].length > best[1].length ? next : best), ['', [] as string[]])[0];
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [average(a), average(b)];
  const covariance = average(a.map((value, place) => (value - meanA) * (b[place]! - meanB)));
  const deviation = (values: readonly number[], mean: number): number => Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  return covariance / (deviation(a, meanA) * deviation(b, meanB));
}
