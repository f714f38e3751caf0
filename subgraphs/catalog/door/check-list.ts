import { fault, under, type UserError } from '../../../schema/user-error.ts';

/** Faults of a list's length, or else of its items, each under its index. */
export function checkList<T>(
  items: readonly T[] | null | undefined,
  maximum: number,
  checkItem: (item: T) => readonly UserError[],
): readonly UserError[] {
  if (items == null) return [];
  if (items.length > maximum) return [fault([], 'TOO_MANY', `Expected at most ${maximum}, got ${items.length}.`)];
  return items.flatMap((item, index) => under([index], checkItem(item)));
}
