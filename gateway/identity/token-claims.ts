import { ROLES, type Role } from '../../schema/identity.ts';

/** Issuer and audience of our tokens. */
export const TOKEN_PARTY = 'aisle';
export const TOKEN_ALGORITHM = 'HS256';

/** Roles that a token can carry. */
export type TokenRole = Exclude<Role, 'ANONYMOUS'>;

/** Longest `sub`, characters. */
export const SUBJECT_MAX = 200;

export function isTokenRole(value: unknown): value is TokenRole {
  return value !== 'ANONYMOUS' && (ROLES as readonly unknown[]).includes(value);
}

export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= SUBJECT_MAX;
}
