import { SignJWT } from 'jose';
import { AppError } from '../../schema/errors.ts';
import { checkSecret } from './check-secret.ts';
import { isSubject, isTokenRole, SUBJECT_MAX, TOKEN_ALGORITHM, TOKEN_PARTY, type TokenRole } from './token-claims.ts';

export interface SignTokenOptions {
  readonly role: TokenRole;
  /** Who the bearer is; 1 to 200 characters. */
  readonly subject: string;
  /** Above 0. */
  readonly expiresInSeconds: number;
  /** At least 32 bytes. */
  readonly secret: string;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/**
 * A bearer token that the gateway of the same secret takes until it expires.
 * @throws AppError `CONFIGURATION_INVALID` or `INPUT_INVALID` naming the option that is wrong.
 */
export async function signToken({ role, subject, expiresInSeconds, secret, now }: SignTokenOptions): Promise<string> {
  checkSecret('token', secret);
  if (!isTokenRole(role)) throw new AppError('INPUT_INVALID', `role: expected a role other than ANONYMOUS, got "${String(role)}".`);
  if (!isSubject(subject)) throw new AppError('INPUT_INVALID', `subject: expected 1 to ${SUBJECT_MAX} characters.`);
  if (!(expiresInSeconds > 0)) throw new AppError('INPUT_INVALID', `expiresInSeconds: expected a number above 0, got ${expiresInSeconds}.`);
  const issuedAt = Math.floor(now() / 1_000);
  return new SignJWT({ role })
    .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(TOKEN_PARTY)
    .setAudience(TOKEN_PARTY)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.ceil(expiresInSeconds))
    .sign(new TextEncoder().encode(secret));
}
