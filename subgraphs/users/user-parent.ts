import { hasRole, type Identity } from '../../schema/identity.ts';
import type { Role } from '../generated/users.ts';

/** The caller, as behind `User`; what they chose is read where it is asked for. */
export interface UserParent {
  readonly id: string;
  readonly anonymous: boolean;
  /** All that the caller's role contains, lowest first. */
  readonly roles: readonly Role[];
}

const CLIENT_ROLES: readonly Role[] = ['SHOPPER', 'ANALYST', 'MERCHANDISER', 'ADMIN'];

/** Null for one who is neither signed in nor has a visitor id. */
export function callerOf(identity: Identity): UserParent | null {
  const id = identity.userId ?? identity.visitorId;
  if (id === null) return null;
  return { id, anonymous: identity.userId === null, roles: CLIENT_ROLES.filter((role) => hasRole(identity, role)) };
}
