import { topItems } from '../merge/top-items.ts';
import type { SequenceStep } from '../score-part.ts';
import type { ShopMemory } from './shop-memory.ts';
import { visitsOf, type Visit } from './visits.ts';

const DAY_MS = 86_400_000;

/** What the network reads of a shopper and an item, in order; models store weights by it. Counts and days as logarithms. */
export const VISIT_FEATURES = [
  // The shopper and the item. Of an item never taken: no visits, and long ago.
  'taken', 'visits-with', 'share-of-visits', 'fading-share', 'in-last-visit', 'visits-since', 'days-since', 'days-since-by-gap', 'fading-visits',
  // The item, by all shoppers.
  'demand-7', 'demand-14', 'demand-30', 'demand-90', 'item-unsold-days', 'item-age-days', 'item-buyers', 'item-repeat-rate',
  // What goes with what the shopper took, each a share of the greatest.
  'together-months', 'together-weeks', 'next',
  // The shopper.
  'visits', 'days-since-visit', 'gap-days', 'repeat-share',
] as const;

/** Companions of each kind that become candidates. */
const COMPANIONS = 60;
const WANTED = 50;
/** Of what was never taken. */
const LONG_DAYS = 400;
/** Days by which a gap is blurred: buying again the next day is no rhythm. */
const GAP_BLUR_DAYS = 3;

export interface VisitCandidates {
  /** No item twice. */
  readonly items: Int32Array;
  /** `[items, VISIT_FEATURES.length]`, row-major. */
  readonly features: Float32Array;
}

/**
 * What the shopper may take at the next visit: all that was taken before, what goes with it, and what is wanted most; with what is
 * known of each as of the memory's newest visit.
 *
 * @returns null for a shopper without any visit.
 */
export function visitCandidates(history: readonly SequenceStep[], memory: ShopMemory): VisitCandidates | null {
  const visits = visitsOf(history, memory.weights);
  if (visits.length === 0) return null;
  const shares = memory.companions.map((part) => sharesOf(part.score(history)));
  const own = Map.groupBy(visits.flatMap(({ steps }, place) => [...new Set(steps.map(({ item }) => item))].map((item) => ({ item, place }))), ({ item }) => item);
  const items = Int32Array.from(new Set([...own.keys(), ...shares.flatMap(({ best }) => best), ...memory.wanted(WANTED)]));
  const shopper = shopperFeatures(visits, memory.nowMs);
  const features = Float32Array.from(
    Array.from(items, (item) => {
      const places = (own.get(item) ?? []).map(({ place }) => place);
      return [
        ...pairFeatures(places, visits, memory.nowMs),
        ...itemFeatures(item, memory),
        ...shares.map(({ of }) => of.get(item) ?? 0),
        ...shopper,
      ];
    }).flat(),
  );
  return { items, features };
}

function pairFeatures(places: readonly number[], visits: readonly Visit[], nowMs: number): number[] {
  if (places.length === 0) return [0, 0, 0, 0, 0, 4, Math.log1p(LONG_DAYS), 0, 0];
  const daysAgo = (place: number): number => (nowMs - visits[place]!.atMs) / DAY_MS;
  const [first, last] = [places[0]!, places.at(-1)!];
  const newest = visits.length - 1;
  const since = daysAgo(last);
  const gap = places.length > 1 ? (daysAgo(first) - since) / (places.length - 1) : since + 30;
  return [
    1,
    Math.log1p(places.length),
    places.length / visits.length,
    faded(places.map((place) => newest - place)) / faded([...visits.keys()]),
    last === newest ? 1 : 0,
    Math.log1p(newest - last),
    Math.log1p(since),
    Math.log((since + GAP_BLUR_DAYS) / (gap + GAP_BLUR_DAYS)),
    Math.log1p(places.reduce((sum, place) => sum + 2 ** (-daysAgo(place) / 30), 0)),
  ];
}

/** @param ages - In visits. */
function faded(ages: readonly number[]): number {
  return ages.reduce((sum, age) => sum + 0.8 ** age, 0);
}

function itemFeatures(item: number, memory: ShopMemory): number[] {
  const { demands, daysSinceLast, daysSinceFirst, buyers, repeatRate } = memory.factsOf(item);
  return [...demands.map(Math.log1p), Math.log1p(daysSinceLast), Math.log1p(daysSinceFirst), Math.log1p(buyers), repeatRate];
}

function shopperFeatures(visits: readonly Visit[], nowMs: number): number[] {
  const gaps = visits.slice(1).map(({ atMs }, place) => (atMs - visits[place]!.atMs) / DAY_MS).toSorted((a, b) => a - b);
  const seen = new Set<number>();
  let [lines, repeats] = [0, 0];
  visits.forEach(({ steps }, place) => {
    if (place > 0) lines += steps.length;
    if (place > 0) repeats += steps.filter(({ item }) => seen.has(item)).length;
    for (const { item } of steps) seen.add(item);
  });
  return [
    Math.log1p(visits.length),
    Math.log1p((nowMs - visits.at(-1)!.atMs) / DAY_MS),
    Math.log1p(gaps[gaps.length >> 1] ?? 60),
    lines === 0 ? 0 : repeats / lines,
  ];
}

function sharesOf({ items, scores }: { readonly items: Int32Array; readonly scores: Float32Array }) {
  const greatest = scores.reduce((most, score) => Math.max(most, score), 0);
  return {
    of: new Map(Array.from(items, (item, place) => [item, scores[place]! / greatest])),
    best: Array.from(topItems(scores, items, COMPANIONS)),
  };
}
