import type { Discovery } from '../../discovery/index.ts';
import { FEATURE_COUNT, type TrainingList } from '../../ranker/index.ts';
import type { ProductId, ShopperId } from '../../schema/ids.ts';
import type { Identity } from '../../schema/identity.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';
import { fulfilsWish, type Offer, type Outcome, respond, type SimulatedList, type Taste } from '../sample/index.ts';
import { createRandom } from '../sample/random.ts';
import type { CapturedRerank } from './capture-reranks.ts';
import type { TrainingWorld } from './training-worlds.ts';

const DAY_MS = 86_400_000;

/** Candidates that the shopper looks at; a list is cut there. */
const LOOKED_AT = 60;

/** How much less a product appeals that has not what the query asked for. */
const WISH_MISSED = 1.5;

/** What a reaction says of the fit, against the others. */
const GAINS: Readonly<Record<Outcome, number>> = { unseen: 0, seen: 0, hidden: 0, clicked: 1, returned: 1, carted: 2, bought: 4 };

export interface ReplayedShop {
  readonly discovery: Discovery;
  /** Sets the shop's clock. */
  setNow(nowMs: number): void;
  /** Waits until they are counted. In time order. */
  putEvents(events: readonly ShopperEvent[]): Promise<void>;
  /** What the last search had reranked; null where nothing was. */
  readonly lastRerank: () => CapturedRerank | null;
}

export interface ReplayOptions {
  readonly seed: number;
  /** Searches replayed, spread over the year. */
  readonly lists: number;
}

/**
 * Lives through a world's year again, day by day, in a real shop: each search is asked of the shop as it stood that morning, by
 * its shopper with the history so far, and the shopper reacts to what the shop found. So the features are those that serving
 * computes, of the past only; and since the shopper looks at the products in random order, the place in the list, which is
 * not the product's merit, teaches nothing.
 *
 * @returns oldest first.
 */
export async function replayLists({ offers, year, recorded }: TrainingWorld, shop: ReplayedShop, { seed, lists }: ReplayOptions): Promise<readonly TrainingList[]> {
  const offerOf = new Map<ProductId, Offer>(offers.map((offer) => [offer.id, offer]));
  const tasteOf = new Map<ShopperId, Taste>(year.shoppers.map(({ id, taste }) => [id, taste]));
  const searches = year.lists.filter(({ query }) => query !== null);
  const every = Math.max(1, Math.floor(searches.length / lists));
  const chosen = Map.groupBy(searches.filter((_, place) => place % every === 0), dayOf);
  const events = Map.groupBy(year.events.filter(({ type }) => recorded.includes(type)), dayOf);
  const replayed: TrainingList[] = [];
  const lastDay = dayOf(year.events.at(-1)!);
  for (let day = dayOf(year.events[0]!); day <= lastDay; day += 1) {
    shop.setNow(day * DAY_MS);
    for (const searched of chosen.get(day) ?? []) {
      const captured = await search(searched, shop);
      if (captured !== null) replayed.push(toTrainingList(captured, { searched, taste: tasteOf.get(searched.shopper)!, offerOf, seed }));
    }
    await shop.putEvents(events.get(day) ?? []);
  }
  return replayed;
}

const dayOf = ({ atMs }: { readonly atMs: number }): number => Math.floor(atMs / DAY_MS);

async function search({ query, shopper }: SimulatedList, { discovery, lastRerank }: ReplayedShop): Promise<CapturedRerank | null> {
  const identity: Identity = { role: 'SHOPPER', userId: shopper.slice('user:'.length), visitorId: null };
  const { hits } = await discovery.search(
    { query: query!, filters: [], sort: 'RELEVANCE', first: 1, after: null, personalize: true, locale: null, facets: [] },
    { identity, signal: new AbortController().signal },
  );
  return hits.length === 0 ? null : lastRerank();
}

interface ReactionOptions {
  readonly searched: SimulatedList;
  readonly taste: Taste;
  readonly offerOf: ReadonlyMap<ProductId, Offer>;
  readonly seed: number;
}

/** Nothing is gained by products of another type than was looked for, however much they please, nor by the dirty ones, which the simulation does not know. */
function toTrainingList({ request, reranked }: CapturedRerank, { searched, taste, offerOf, seed }: ReactionOptions): TrainingList {
  const random = createRandom(seed, searched.listId);
  const candidates = request.candidates.slice(0, LOOKED_AT);
  const wanted = searched.reactions[0]!.offer.truth.type;
  const known = candidates.flatMap(({ id }) => offerOf.get(id) ?? []).filter(({ truth }) => truth.type === wanted);
  const { wish } = searched;
  const appeal = (offer: Offer): number => taste.appeal(offer) - (wish === null || fulfilsWish(offer, wish) ? 0 : WISH_MISSED);
  const gains = new Map(
    respond({ taste: { ...taste, appeal }, patience: Number.POSITIVE_INFINITY }, random.sample(known, known.length), random).map(({ offer, outcome }) => [offer.id, GAINS[outcome]]),
  );
  return {
    features: reranked.scored!.features.slice(0, candidates.length * FEATURE_COUNT),
    gains: Float32Array.from(candidates, ({ id }) => gains.get(id) ?? 0),
  };
}
