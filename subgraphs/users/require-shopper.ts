import { AppError } from '../../schema/errors.ts';
import type { ShopperId } from '../../schema/ids.ts';
import { type Identity, shopperOf } from '../../schema/identity.ts';

/**
 * Whose data the field is about: the caller's own.
 * @param field - As the caller wrote it, such as `recordEvents`.
 * @throws AppError `SIGN_IN_REQUIRED` for a caller who brought neither a token nor a visitor id.
 */
export function requireShopper(identity: Identity, field: string): ShopperId {
  const shopper = shopperOf(identity);
  if (shopper !== null) return shopper;
  throw new AppError('SIGN_IN_REQUIRED', `${field}: expected a bearer token or a visitor id (header x-visitor-id), got neither.`);
}
