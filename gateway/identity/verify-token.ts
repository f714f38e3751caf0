import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../schema/errors.ts';
import { isSubject, isTokenRole, TOKEN_ALGORITHM, TOKEN_PARTY, type TokenRole } from './token-claims.ts';

const CACHE_MAX = 10_000;
const TOKEN_LENGTH_MAX = 4_096;

export interface Bearer {
  readonly role: TokenRole;
  readonly userId: string;
}

interface CachedBearer {
  readonly bearer: Bearer;
  readonly expiresAtMs: number;
}

export interface VerifyTokenOptions {
  readonly secret: string;
  readonly now: () => number;
}

/**
 * Checks bearer tokens: our signature, issuer and audience, not expired, a subject and a role.
 * Those found good are remembered (10,000 at most, never past their end), since the signature costs more than the rest of the door.
 *
 * The returned function rejects with `TOKEN_INVALID`, whose message says what is wrong with the token.
 */
export function createTokenVerifier({ secret, now }: VerifyTokenOptions): (token: string) => Promise<Bearer> {
  const key = new TextEncoder().encode(secret);
  const cache = new LRUCache<string, CachedBearer>({ max: CACHE_MAX });
  return async (token) => {
    const cached = cache.get(token);
    if (cached !== undefined && now() < cached.expiresAtMs) return cached.bearer;
    cache.delete(token);
    const verified = await verify(token, key, now());
    cache.set(token, verified);
    return verified.bearer;
  };
}

async function verify(token: string, key: Uint8Array, nowMs: number): Promise<CachedBearer> {
  if (token.length > TOKEN_LENGTH_MAX) throw invalid(`has more than ${TOKEN_LENGTH_MAX} characters`);
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_PARTY,
      audience: TOKEN_PARTY,
      requiredClaims: ['exp', 'sub', 'role'],
      currentDate: new Date(nowMs),
    });
    const { sub, role, exp = 0 } = payload;
    if (!isSubject(sub)) throw invalid('has a wrong claim "sub"');
    if (!isTokenRole(role)) throw invalid('has a wrong claim "role"');
    return { bearer: { role, userId: sub }, expiresAtMs: exp * 1_000 };
  } catch (error) {
    throw error instanceof AppError ? error : invalid(faultOf(error), error);
  }
}

function faultOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `has a wrong or missing claim "${error.claim}"`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'is not signed by this shop';
  if (error instanceof errors.JOSEAlgNotAllowed) return `is signed by an algorithm other than ${TOKEN_ALGORITHM}`;
  return 'is malformed';
}

function invalid(fault: string, cause?: unknown): AppError {
  return new AppError('TOKEN_INVALID', `The bearer token ${fault}.`, cause === undefined ? {} : { cause });
}
