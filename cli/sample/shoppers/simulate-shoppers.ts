import { createRandom, type Random } from '../random.ts';
import { createDemand } from './demand.ts';
import type { Offer } from './offer.ts';
import { createShelf } from './shelf.ts';
import { simulateShopper } from './simulate-shopper.ts';
import { drawShopper, type SimulatedShopper } from './simulated-shopper.ts';
import type { Simulation } from './simulation.ts';
import type { Taste } from './taste.ts';

/** A shopper by name, with a taste of its own. */
export interface NamedShopper<T extends Taste> {
  readonly subject: string;
  readonly taste: T;
}

export interface SimulationOptions<T extends Taste> {
  /** Whole number; the same seed, offers and time give the same shoppers, who do the same. */
  readonly seed: number;
  /** How many, those by name not counted. */
  readonly shoppers: number;
  readonly offers: readonly Offer[];
  /** End of the year that is simulated; no event is later. Unix epoch, milliseconds. */
  readonly nowMs: number;
  /** Days that the shop has been open. */
  readonly days?: number;
  readonly drawTaste: (random: Random) => T;
  /** Regular customers. */
  readonly named?: readonly NamedShopper<T>[];
}

/** What shoppers with hidden tastes do in a shop within a year. Pure; every shopper has a stream of chance of its own. */
export function simulateShoppers<T extends Taste>({ seed, shoppers: count, offers, nowMs, days = 365, drawTaste, named = [] }: SimulationOptions<T>): Simulation<T> {
  const demand = createDemand({ seed, nowMs });
  const shelf = createShelf(offers, demand);
  const drawn = Array.from({ length: count }, (_, number): SimulatedShopper<T> => {
    const random = createRandom(seed, 'shopper', number);
    return drawShopper(drawTaste(random), random, { subject: `shopper-${String(number + 1).padStart(4, '0')}`, nowMs, days });
  });
  const regulars = named.map(({ subject, taste }) => drawShopper(taste, createRandom(seed, 'shopper', subject), { subject, nowMs, days, regular: true }));
  const shoppers = [...regulars, ...drawn];
  const histories = shoppers.map((shopper) => simulateShopper(shopper, { shelf, demand }, createRandom(seed, 'visits', shopper.id)));
  return {
    shoppers,
    events: histories.flatMap(({ events }) => events).toSorted((a, b) => a.atMs - b.atMs),
    lists: histories.flatMap(({ lists }) => lists).toSorted((a, b) => a.atMs - b.atMs),
  };
}
