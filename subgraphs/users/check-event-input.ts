import type { EventInput } from '../generated/users.ts';
import { checkMoney } from '../shared/check-money.ts';
import { checkText, type TextRule } from '../shared/check-text.ts';
import { fault, under, type UserError } from '../../schema/user-error.ts';

const ID: TextRule = { maximum: 200, layout: false };

/** How far a client's clock may be ahead. */
export const FUTURE_MAX_MS = 5 * 60 * 1_000;
/** How long a client may keep events back. */
export const AGE_MAX_MS = 30 * 24 * 60 * 60 * 1_000;
/** Lists go no further. */
const POSITION_MAX = 10_000;
const QUANTITY_MAX = 1_000_000;

/** All that is wrong with an event at the door, in the order of its fields; paths begin at the event. */
export function checkEventInput({ id, productId, at, listId, position, quantity, price }: EventInput, nowMs: number): readonly UserError[] {
  return [
    ...under(['id'], checkText(id, ID)),
    ...under(['productId'], checkText(productId, ID)),
    ...under(['at'], checkTime(at, nowMs)),
    ...under(['listId'], checkText(listId, ID)),
    ...under(['position'], checkRange(position, POSITION_MAX)),
    ...under(['quantity'], checkRange(quantity, QUANTITY_MAX)),
    ...under(['price'], checkMoney(price)),
  ];
}

function checkTime(at: string, nowMs: number): readonly UserError[] {
  const atMs = Date.parse(at);
  if (atMs > nowMs + FUTURE_MAX_MS) {
    return [fault([], 'IN_THE_FUTURE', `Expected a time at most 5 minutes ahead of ours, ${new Date(nowMs).toISOString()}, got ${at}.`)];
  }
  if (atMs < nowMs - AGE_MAX_MS) {
    return [fault([], 'TOO_OLD', `Expected a time at most 30 days before ours, ${new Date(nowMs).toISOString()}, got ${at}.`)];
  }
  return [];
}

function checkRange(value: number | null | undefined, maximum: number): readonly UserError[] {
  if (value == null || (value >= 1 && value <= maximum)) return [];
  return [fault([], 'OUT_OF_RANGE', `Expected 1 to ${maximum}, got ${value}.`)];
}
