import { invalidInput } from './invalid-input.ts';

/** Largest page. */
export const FIRST_MAX = 100;

export function checkFirst(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= FIRST_MAX) return first;
  throw invalidInput('first', `a whole number from 1 to ${FIRST_MAX}`, String(first));
}
