import type { Random } from '../random.ts';
import type { Demand } from './demand.ts';
import type { Offer } from './offer.ts';
import { COMPLEMENTS, CONSUMABLE_DAYS } from './product-relations.ts';
import type { Taste } from './taste.ts';

const DAY_MS = 86_400_000;

/** Days within which what goes with a purchase is looked for. */
const COMPLEMENT_DAYS = 45;
/** Days within which a product that pleased but was not bought is come back to. */
const RETURN_DAYS = 14;

/** What a shopper comes for: a type to look for, a known product to look at or buy again, or nothing in particular. */
export type Errand =
  | { readonly kind: 'look-for'; readonly type: string }
  | { readonly kind: 'look-again' | 'buy-again'; readonly offer: Offer }
  | { readonly kind: 'look-around' };

/** What a shopper remembers of former visits. */
export interface Memory {
  readonly bought: { readonly offer: Offer; readonly atMs: number }[];
  /** Clicked or left in the cart; the newest last. */
  readonly liked: { readonly offer: Offer; readonly atMs: number }[];
}

export interface ErrandOptions {
  readonly taste: Taste;
  readonly memory: Memory;
  readonly demand: Demand;
  readonly atMs: number;
  readonly random: Random;
}

/** Needs first, with some chance: what is used up, what goes with a purchase, what was seen lately; else a type of interest, by the season. */
export function drawErrand({ taste, memory, demand, atMs, random }: ErrandOptions): Errand {
  const last = new Map(memory.bought.map((purchase) => [purchase.offer.truth.type, purchase]));
  const usedUp = [...last].filter(([type, purchase]) => atMs - purchase.atMs > (CONSUMABLE_DAYS[type] ?? Number.POSITIVE_INFINITY) * DAY_MS * (0.7 + 0.6 * random.next()));
  if (usedUp.length > 0 && random.chance(0.7)) {
    const [type, { offer }] = random.pick(usedUp);
    return random.chance(0.6) && offer.available ? { kind: 'buy-again', offer } : { kind: 'look-for', type };
  }
  const wantedBeside = [...last].flatMap(([type, purchase]) => (atMs - purchase.atMs < COMPLEMENT_DAYS * DAY_MS ? (COMPLEMENTS[type] ?? []).slice(0, 2) : []));
  const open = wantedBeside.filter((type) => !last.has(type));
  if (open.length > 0 && random.chance(0.6)) return { kind: 'look-for', type: open[0]! };
  const recent = memory.liked.filter((liked) => atMs - liked.atMs < RETURN_DAYS * DAY_MS && !memory.bought.some(({ offer }) => offer.groupId === liked.offer.groupId));
  if (recent.length > 0 && random.chance(0.25)) return { kind: 'look-again', offer: random.pick(recent).offer };
  if (random.chance(0.15)) return { kind: 'look-around' };
  return { kind: 'look-for', type: drawType({ taste, demand, atMs, random, last }) };
}

/** What lasts is seldom wanted twice in a year. */
function drawType({ taste, demand, atMs, random, last }: Omit<ErrandOptions, 'memory'> & { readonly last: ReadonlyMap<string, unknown> }): string {
  const weights = [...taste.interests].map(([type, weight]) => weight * demand.ofType(type, atMs) * (last.has(type) && !(type in CONSUMABLE_DAYS) ? 0.15 : 1));
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const types = [...taste.interests.keys()];
  return types.find((_, place) => (rest -= weights[place]!) < 0) ?? types.at(-1)!;
}
