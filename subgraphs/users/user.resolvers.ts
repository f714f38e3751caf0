import { type Identity, hasRole } from '../../schema/identity.ts';
import { DEFAULT_PROFILE } from '../../stores/ports/profile-store.ts';
import type { QueryResolvers, Role, User as UserParent, UserResolvers } from '../generated/users.ts';

const CLIENT_ROLES: readonly Role[] = ['SHOPPER', 'ANALYST', 'MERCHANDISER', 'ADMIN'];

export const userQueries = {
  me: (_root, _args, { identity }) => self(identity),
} satisfies QueryResolvers;

export const User = {
  /** Null for anyone but the caller: what is known of a shopper is for that shopper. */
  __resolveReference: ({ id }, { identity }) => {
    const caller = self(identity);
    return caller?.id === id ? caller : null;
  },
} satisfies UserResolvers;

/** The caller; null for one who is neither signed in nor has a visitor id. All roles that theirs contains, lowest first. */
function self(identity: Identity): UserParent | null {
  const id = identity.userId ?? identity.visitorId;
  if (id === null) return null;
  return {
    id,
    anonymous: identity.userId === null,
    preferences: DEFAULT_PROFILE,
    roles: CLIENT_ROLES.filter((role) => hasRole(identity, role)),
  };
}
