import type { GroupId } from '../../../schema/ids.ts';
import { createRandom } from '../random.ts';
import type { Offer } from './offer.ts';
import { remembered } from './remembered.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 30.44 * DAY_MS;

/** Month (1 for January) at which a type is most wanted, and by how much more than usual. */
const SEASONS: Readonly<Record<string, readonly [month: number, strength: number]>> = {
  'down-jacket': [12, 3],
  scarf: [12, 3],
  slippers: [12, 1.5],
  humidifier: [1, 2],
  'duvet-cover': [11, 1],
  'black-tea': [12, 1],
  'rain-jacket': [10, 1.5],
  'hiking-boots': [5, 1.5],
  'running-shoes': [4, 1.2],
  dumbbells: [1, 2.5],
  'yoga-mat': [1, 2],
  'resistance-bands': [1, 1.5],
  tent: [6, 3.5],
  'sleeping-bag': [6, 2.5],
  'camping-stove': [6, 2.5],
  headlamp: [11, 1],
  sandals: [7, 3.5],
  sunscreen: [7, 3.5],
  'swimming-goggles': [7, 3],
  dress: [5, 1.5],
  't-shirt': [6, 1.2],
  'water-bottle': [6, 1.2],
  seeds: [3, 4],
  'plant-pot': [4, 2.5],
  'garden-hose': [5, 3],
  'garden-gloves': [4, 2.5],
  'pruning-shears': [3, 2],
  'solar-light': [6, 2],
  notebook: [9, 1.8],
  backpack: [9, 1.5],
  laptop: [9, 1],
  'language-course': [9, 1.2],
  'building-blocks': [12, 3],
  'board-game': [12, 2.5],
  'plush-toy': [12, 2.5],
  'jigsaw-puzzle': [12, 2.5],
  'remote-control-car': [12, 3],
  'picture-book': [12, 1.5],
  perfume: [12, 2.5],
  'dark-chocolate': [12, 1.5],
  headphones: [11, 1],
  television: [11, 1.5],
};

/** One model in so many has a time of fame within the year. */
const FAME_EVERY = 12;

/** What is in season and in fashion: the same for all shoppers. */
export interface Demand {
  /** How much a type is wanted against a usual month: 1 for usual. */
  ofType(type: string, atMs: number): number;
  /** How much is made of a product now: its popularity, 0..1, and up to 1 more while it is in fashion or new. */
  ofOffer(offer: Offer, atMs: number): number;
}

export function createDemand({ seed, nowMs }: { readonly seed: number; readonly nowMs: number }): Demand {
  const fameOf = remembered((group: GroupId) => {
    const random = createRandom(seed, 'fame', group);
    // The last peaks lie just ahead, so that something is rising at any time, also today.
    return random.chance(1 / FAME_EVERY) ? { peakMs: nowMs - random.integer(-15, 360) * DAY_MS, widthMs: random.integer(12, 40) * DAY_MS } : null;
  });

  return {
    ofType(type, atMs) {
      const season = SEASONS[type];
      if (season === undefined) return 1;
      const [month, strength] = season;
      const away = Math.abs(((new Date(atMs).getUTCMonth() + 1 - month + 18) % 12) - 6);
      return 0.5 + strength * Math.max(0, 1 - away / 3);
    },
    ofOffer(offer, atMs) {
      const { popularity } = offer.truth.traits;
      const peak = fameOf(offer.groupId);
      const famous = peak === null ? 0 : Math.max(0, 1 - Math.abs(atMs - peak.peakMs) / peak.widthMs);
      const ageMonths = (atMs - offer.releasedAtMs) / MONTH_MS;
      const fresh = ageMonths < 0 ? 0 : 0.25 * Math.max(0, 1 - ageMonths / 2);
      return popularity + 0.9 * famous + fresh;
    },
  };
}
