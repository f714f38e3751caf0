import type { SampleLanguage } from '../localize.ts';
import type { Random } from '../random.ts';
import type { Demand } from './demand.ts';
import { fulfilsWish } from './fulfils-wish.ts';
import type { Offer } from './offer.ts';
import { remembered } from './remembered.ts';

/** What a list is asked for; null asks for nothing in particular. */
export interface Asked {
  readonly type: string | null;
  /** Beginning of the category path. */
  readonly path: readonly string[];
  readonly wish: string | null;
  /** Of the query; null where only categories were clicked. */
  readonly language: SampleLanguage | null;
}

export interface ShelfOptions {
  readonly atMs: number;
  readonly random: Random;
  /** Longest list. */
  readonly size: number;
}

/** A shop without memory of its shoppers: the lists from which the simulated ones choose. */
export interface Shelf {
  /** The models that match, one variant each, by demand with some chance; those that fulfil the wish first. Nothing unreleased; asked for nothing, what is most in demand this week. */
  list(asked: Asked, options: ShelfOptions): readonly Offer[];
  /** All variants of the offer's model, itself among them. */
  variants(offer: Offer): readonly Offer[];
}

/** Places in demand, 0..1, that chance moves a product; so that all are seen by somebody. */
const CHANCE = 0.22;

/** Products of which the front page shows some, chosen anew each week. */
const FRONT_MAX = 150;
const WEEK_MS = 7 * 86_400_000;

export function createShelf(offers: readonly Offer[], demand: Demand): Shelf {
  const byType = Map.groupBy(offers, ({ truth }) => truth.type);
  const byGroup = Map.groupBy(offers, ({ groupId }) => groupId);
  const byPath = remembered((path: string) => offers.filter((offer) => `${offer.path.join('/')}/`.startsWith(`${path}/`)));
  const front = remembered((week: number) => {
    const demands = new Map(offers.map((offer) => [offer, demand.ofOffer(offer, week * WEEK_MS)]));
    return offers.toSorted((a, b) => demands.get(b)! - demands.get(a)!).slice(0, FRONT_MAX);
  });

  function list({ type, path, wish, language }: Asked, { atMs, random, size }: ShelfOptions): readonly Offer[] {
    const pool = type !== null ? byType.get(type) : path.length > 0 ? byPath(path.join('/')) : front(Math.floor(atMs / WEEK_MS));
    const best = new Map<string, { readonly offer: Offer; readonly score: number }>();
    for (const offer of pool ?? []) {
      if (offer.releasedAtMs > atMs || (language !== null && offer.truth.language !== language)) continue;
      const chance = CHANCE * (2 * random.next() - 1);
      const score = demand.ofOffer(offer, atMs) + chance + (wish !== null && fulfilsWish(offer, wish) ? 1 : 0) - (offer.available ? 0 : 2);
      if (score > (best.get(offer.groupId)?.score ?? Number.NEGATIVE_INFINITY)) best.set(offer.groupId, { offer, score });
    }
    return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, size).map(({ offer }) => offer);
  }

  return { list, variants: (offer) => byGroup.get(offer.groupId) ?? [offer] };
}
