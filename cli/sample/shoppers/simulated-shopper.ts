import { type ShopperId, shopperId } from '../../../schema/ids.ts';
import { shopperOf } from '../../../schema/identity.ts';
import type { Random } from '../random.ts';
import type { Taste } from './taste.ts';

const DAY_MS = 86_400_000;

/** One shopper in so many came within the last days and has hardly looked around. */
const NEWCOMER_EVERY = 15;

export interface SimulatedShopper<T extends Taste = Taste> {
  readonly id: ShopperId;
  readonly taste: T;
  /** Ascending, Unix epoch milliseconds: when each visit to the shop began. */
  readonly visitsAtMs: readonly number[];
  /** Places of a list that are looked at before interest has halved; small for who takes what comes first. */
  readonly patience: number;
}

export interface ShopperHabits {
  /** Subject of the shopper's bearer token. */
  readonly subject: string;
  readonly nowMs: number;
  /** Days that the shop has been open. */
  readonly days: number;
  /** Comes often and has been coming for long. */
  readonly regular?: boolean;
}

export function drawShopper<T extends Taste>(taste: T, random: Random, { subject, nowMs, days, regular = false }: ShopperHabits): SimulatedShopper<T> {
  const newcomer = !regular && random.chance(1 / NEWCOMER_EVERY);
  const since = newcomer ? random.next() * 7 : days * (1 - 0.8 * random.next() * random.next());
  const zeal = regular ? 0.9 : random.next();
  const visits = newcomer ? random.integer(1, 2) : Math.round(2 + 8 * zeal + 30 * zeal ** 10);
  return {
    id: shopperOf({ role: 'SHOPPER', userId: subject, visitorId: null }) ?? shopperId(subject),
    taste,
    visitsAtMs: Array.from({ length: visits }, () => visitTime(nowMs - since * DAY_MS, nowMs, random)).toSorted((a, b) => a - b),
    patience: random.integer(3, 12),
  };
}

/** Any day, more likely in the evening; the last hour is left free, so that no visit reaches into the future. */
function visitTime(fromMs: number, nowMs: number, random: Random): number {
  const day = Math.floor((fromMs + random.next() * (nowMs - fromMs)) / DAY_MS) * DAY_MS;
  const hour = 7 + Math.max(random.next(), random.next()) * 16;
  return Math.floor(Math.min(day + hour * 3_600_000, nowMs - 3_600_000 * (1 + random.next())));
}
