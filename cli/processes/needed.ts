import { AppError } from '../../schema/errors.ts';

/** A setting that `readConfiguration` has made sure of for this process. */
export function needed<T>(value: T | null | undefined, variable: string): T {
  if (value == null) throw new AppError('INVARIANT_BROKEN', `${variable}: expected to be checked at the start, but it is missing.`);
  return value;
}
