import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from './errors.ts';
import type { Identity } from './identity.ts';

/** Header that carries who asks, base64url JSON of `Identity`. */
export const IDENTITY_HEADER = 'x-aisle-identity';
/** Header `<unix ms>.<hex HMAC-SHA256>` over time, request id, identity and body. */
export const SIGNATURE_HEADER = 'x-aisle-signature';
export const REQUEST_ID_HEADER = 'x-request-id';

/** How far the clocks of gateway and subgraph may differ, and how long a captured request could be replayed, milliseconds. */
export const SIGNATURE_LIFETIME_MS = 30_000;

export interface SignedPart {
  readonly body: string;
  readonly requestId: string;
  /** Value of `IDENTITY_HEADER`. */
  readonly identity: string;
}

export function encodeIdentity(identity: Identity): string {
  return Buffer.from(JSON.stringify(identity)).toString('base64url');
}

/** Value of `SIGNATURE_HEADER`. `secret` has at least 32 bytes. */
export function signRequest(part: SignedPart, secret: string, nowMs: number): string {
  return `${nowMs}.${digest(part, secret, String(nowMs))}`;
}

/**
 * The identity that the gateway vouches for.
 * @throws AppError `SUBGRAPH_SIGNATURE_INVALID` where the signature is missing, wrong or older than `SIGNATURE_LIFETIME_MS`.
 */
export function verifyRequest(part: SignedPart, signature: string | undefined, secret: string, nowMs: number): Identity {
  const [time = '', given = ''] = (signature ?? '').split('.');
  const fresh = Math.abs(nowMs - Number(time)) <= SIGNATURE_LIFETIME_MS;
  const expected = Buffer.from(digest(part, secret, time));
  const actual = Buffer.from(given);
  if (!fresh || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new AppError('SUBGRAPH_SIGNATURE_INVALID', 'Expected a request signed by the gateway within the last 30 seconds.');
  }
  return JSON.parse(Buffer.from(part.identity, 'base64url').toString()) as Identity;
}

function digest({ body, requestId, identity }: SignedPart, secret: string, time: string): string {
  return createHmac('sha256', secret).update(`${time}\n${requestId}\n${identity}\n`).update(body).digest('hex');
}
