import { eventId, type ListId, listId } from '../../../schema/ids.ts';
import type { EventType, ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import type { Random } from '../random.ts';
import type { Demand } from './demand.ts';
import { drawErrand, type Errand, type Memory } from './errand.ts';
import type { Offer } from './offer.ts';
import { COMPLEMENTS, CONSUMABLE_DAYS } from './product-relations.ts';
import { queryFor } from './query-words.ts';
import { type Reaction, respond } from './respond.ts';
import type { Asked, Shelf } from './shelf.ts';
import type { SimulatedShopper } from './simulated-shopper.ts';
import type { SimulatedList } from './simulation.ts';

/** Products of a list, as a first page shows them. */
const LIST_SIZE = 16;
/** Clients report impressions of one list in so many. */
const IMPRESSIONS_EVERY = 6;
/** Errands of one visit at most. */
const ERRANDS_MAX = 3;

export interface ShopperWorld {
  readonly shelf: Shelf;
  readonly demand: Demand;
}

export interface ShopperHistory {
  /** In time order. */
  readonly events: readonly ShopperEvent[];
  readonly lists: readonly SimulatedList[];
}

/** All visits of one shopper, each with one to three errands. */
export function simulateShopper(shopper: SimulatedShopper, { shelf, demand }: ShopperWorld, random: Random): ShopperHistory {
  const { taste } = shopper;
  const events: ShopperEvent[] = [];
  const lists: SimulatedList[] = [];
  const memory: Memory = { bought: [], liked: [] };
  let atMs = 0;

  function record(type: EventType, offer: Offer, from: { readonly listId: ListId; readonly position: number } | null): void {
    atMs += 1_000 * random.integer(2, 50);
    const counted = type === 'ADD_TO_CART' || type === 'PURCHASE';
    events.push({
      id: eventId(`${shopper.id.replaceAll(/[^\w-]/g, '-')}-${events.length + 1}`),
      shopper: shopper.id,
      type,
      productId: offer.id,
      atMs,
      listId: from?.listId ?? null,
      position: from?.position ?? null,
      quantity: counted ? (offer.truth.type in CONSUMABLE_DAYS ? random.pick([1, 1, 1, 2, 3]) : 1) : null,
      price: counted ? { amount: offer.truth.priceCents, currency: 'USD' } : null,
    });
  }

  function buy(offer: Offer, from: { readonly listId: ListId; readonly position: number } | null): void {
    record('ADD_TO_CART', offer, from);
    record('PURCHASE', offer, from);
    memory.bought.push({ offer, atMs });
  }

  /** The same model in the variant that suits best, where the shopper cares to choose. */
  function chosenVariant(offer: Offer): Offer {
    if (random.chance(0.4)) return offer;
    const sold = shelf.variants(offer).filter((variant) => variant.available === offer.available && variant.truth.language === offer.truth.language);
    return sold.reduce((best, variant) => (taste.appeal(variant) > taste.appeal(best) ? variant : best), offer);
  }

  function act({ offer: shown, position, outcome }: Reaction, from: ListId): void {
    const place = { listId: from, position };
    if (outcome === 'hidden') record('HIDE', shown, place);
    if (outcome === 'unseen' || outcome === 'seen' || outcome === 'hidden') return;
    record('CLICK', shown, place);
    const offer = chosenVariant(shown);
    record('VIEW', offer, place);
    if (outcome === 'bought') return buy(offer, place);
    memory.liked.push({ offer, atMs });
    if (outcome === 'carted' || outcome === 'returned') record('ADD_TO_CART', offer, place);
    if (outcome === 'returned') record('REMOVE_FROM_CART', offer, place);
  }

  function lookAt(asked: Asked, query: string | null): void {
    const shown = shelf.list(asked, { atMs, random, size: LIST_SIZE });
    if (shown.length === 0) return;
    const reactions = respond(shopper, shown, random);
    const list: SimulatedList = { listId: listId(`list-${shopper.id.replaceAll(/[^\w-]/g, '-')}-${lists.length + 1}`), shopper: shopper.id, atMs, query, wish: asked.wish, path: asked.path, reactions };
    lists.push(list);
    if (random.chance(1 / IMPRESSIONS_EVERY)) {
      for (const { offer, position, outcome } of reactions) if (outcome !== 'unseen') record('IMPRESSION', offer, { listId: list.listId, position });
    }
    for (const reaction of reactions) act(reaction, list.listId);
  }

  function lookFor(type: string): void {
    const known = shelf.list({ type, path: [], wish: null, language: taste.language }, { atMs, random, size: LIST_SIZE });
    const wanted = random.sample(known, 3).reduce<Offer | null>((best, offer) => (best === null || taste.appeal(offer) > taste.appeal(best) ? offer : best), null);
    if (wanted === null) return;
    const query = random.chance(0.75) ? queryFor(wanted, taste.language, random) : null;
    if (query !== null) lookAt({ type, path: [], wish: query.wish, language: taste.language }, query.text);
    else lookAt({ type: null, path: wanted.path.slice(0, random.integer(2, 3)), wish: null, language: null }, null);
  }

  function run(errand: Errand): void {
    if (errand.kind === 'look-for') return lookFor(errand.type);
    if (errand.kind === 'look-around') return lookAt({ type: null, path: [], wish: null, language: null }, null);
    record('VIEW', errand.offer, null);
    if (errand.offer.available && (errand.kind === 'buy-again' || random.chance(0.5))) buy(errand.offer, null);
  }

  for (const startMs of shopper.visitsAtMs) {
    atMs = Math.max(atMs, startMs);
    for (let errand = 0; errand < ERRANDS_MAX; errand += 1) {
      const boughtBefore = memory.bought.length;
      run(drawErrand({ taste, memory, demand, atMs, random }));
      const beside = memory.bought.slice(boughtBefore).flatMap(({ offer }) => COMPLEMENTS[offer.truth.type] ?? []);
      if (beside.length > 0 && random.chance(0.4)) lookFor(beside[0]!);
      if (random.chance(0.6)) break;
    }
  }
  return { events, lists };
}
