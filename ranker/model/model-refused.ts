import { AppError } from '../../schema/errors.ts';

/** @param reason - What was expected and what was got, without a full stop. */
export function modelRefused(version: string, reason: string, options: { readonly cause?: unknown } = {}): AppError {
  return new AppError('MODEL_REFUSED', `Model ${version}: ${reason}.`, options);
}
