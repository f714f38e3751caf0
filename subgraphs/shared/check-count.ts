import { AppError } from '../../schema/errors.ts';

/**
 * Refuses a list argument that is too long.
 * @throws AppError `INPUT_INVALID` naming the argument.
 */
export function checkCount(argument: string, items: readonly unknown[], maximum: number): void {
  if (items.length <= maximum) return;
  throw new AppError('INPUT_INVALID', `${argument}: expected at most ${maximum}, got ${items.length}.`);
}
