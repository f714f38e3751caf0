import { AppError } from '../../schema/errors.ts';
import { hasRole, type Identity, type Role } from '../../schema/identity.ts';

/**
 * Lets pass who has `role` or one that contains it.
 * @param field - What is guarded, as the caller wrote it, such as `quarantine`.
 * @throws AppError `SIGN_IN_REQUIRED` for an anonymous caller, `ROLE_MISSING` for one whose role is too low.
 */
export function requireRole(identity: Identity, role: Role, field: string): void {
  if (hasRole(identity, role)) return;
  if (identity.role === 'ANONYMOUS') {
    throw new AppError('SIGN_IN_REQUIRED', `${field}: expected a signed-in caller with the role ${role}, got none.`);
  }
  throw new AppError('ROLE_MISSING', `${field}: expected the role ${role}, got ${identity.role}.`);
}
