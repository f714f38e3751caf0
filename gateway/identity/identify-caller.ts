import { AppError } from '../../schema/errors.ts';
import type { Identity } from '../../schema/identity.ts';
import type { Bearer } from './verify-token.ts';
import type { VisitorIds } from './visitor-ids.ts';

const BEARER = /^bearer +(\S+) *$/i;

export interface CallerHeaders {
  readonly authorization: string | undefined;
  readonly visitor: string | undefined;
}

export interface Caller {
  readonly identity: Identity;
  /** Header value to send back to a visitor who brought no good one; null where there is nothing to tell. */
  readonly issuedVisitor: string | null;
}

export interface IdentifyCallerOptions {
  readonly verifyToken: (token: string) => Promise<Bearer>;
  readonly visitorIds: VisitorIds;
}

/**
 * Who asks, from the headers. A visitor id that we did not issue counts as none; only an anonymous caller gets a new one.
 * @throws AppError `TOKEN_INVALID` where there is an `Authorization` header that proves nothing.
 */
export async function identifyCaller(
  { authorization, visitor }: CallerHeaders,
  { verifyToken, visitorIds }: IdentifyCallerOptions,
): Promise<Caller> {
  const visitorId = visitor === undefined ? null : visitorIds.read(visitor);
  if (authorization !== undefined) {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw new AppError('TOKEN_INVALID', 'Authorization: expected "Bearer" and a token.');
    return { identity: { ...(await verifyToken(token)), visitorId }, issuedVisitor: null };
  }
  if (visitorId !== null) return { identity: { role: 'ANONYMOUS', userId: null, visitorId }, issuedVisitor: null };
  const issued = visitorIds.issue();
  return { identity: { role: 'ANONYMOUS', userId: null, visitorId: issued.visitorId }, issuedVisitor: issued.header };
}
