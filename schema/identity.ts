import { type ShopperId, shopperId } from './ids.ts';

/** Roles contain one another: each includes all that stand before it. */
export const ROLES = ['ANONYMOUS', 'SHOPPER', 'ANALYST', 'MERCHANDISER', 'ADMIN'] as const;

export type Role = (typeof ROLES)[number];

/** Who asks, as the gateway found out and vouches for in the signature of each subgraph request. */
export interface Identity {
  readonly role: Role;
  /** Subject of the bearer token; null for an anonymous visitor. */
  readonly userId: string | null;
  /** Id that the gateway issued and signed; null where the caller brought none and needs none. */
  readonly visitorId: string | null;
}

export const ANONYMOUS: Identity = { role: 'ANONYMOUS', userId: null, visitorId: null };

/** True where `identity` has `role` or one that contains it. */
export function hasRole(identity: Identity, role: Role): boolean {
  return ROLES.indexOf(identity.role) >= ROLES.indexOf(role);
}

/** Whose events the caller's are: the user's, once signed in; null for one who has neither token nor visitor id. */
export function shopperOf({ userId, visitorId }: Identity): ShopperId | null {
  if (userId !== null) return shopperId(`user:${userId}`);
  return visitorId === null ? null : shopperId(`visitor:${visitorId}`);
}
