import { AppError } from '../../schema/errors.ts';

const FIRST_MAX = 100;

/**
 * The length of a page, as asked for.
 * @throws AppError `INPUT_INVALID` unless it is 1..100.
 */
export function checkFirst(first: number): number {
  if (first >= 1 && first <= FIRST_MAX) return first;
  throw new AppError('INPUT_INVALID', `first: expected 1 to ${FIRST_MAX}, got ${first}.`);
}
