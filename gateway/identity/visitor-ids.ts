import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Carries a signed visitor id, in a response to a new visitor and in all later requests. */
export const VISITOR_HEADER = 'x-visitor-id';

/** Both halves are 128 bits in base64url. */
const SIGNED_ID = /^([\w-]{22})\.([\w-]{22})$/;
const HALF_BYTES = 16;

export interface VisitorIds {
  /** A new id, and the header value that proves that we issued it. */
  issue(): { readonly visitorId: string; readonly header: string };
  /** The id in a header value that we issued; null for any other value. */
  read(header: string): string | null;
}

/** Visitor ids that cannot be guessed: random, with a signature over them, so that none needs to be kept. */
export function createVisitorIds(secret: string): VisitorIds {
  const sign = (visitorId: string): string =>
    createHmac('sha256', secret).update(`visitor\n${visitorId}`).digest().subarray(0, HALF_BYTES).toString('base64url');
  return {
    issue() {
      const visitorId = randomBytes(HALF_BYTES).toString('base64url');
      return { visitorId, header: `${visitorId}.${sign(visitorId)}` };
    },
    read(header) {
      const [, visitorId, signature] = SIGNED_ID.exec(header) ?? [];
      if (visitorId === undefined || signature === undefined) return null;
      return timingSafeEqual(Buffer.from(sign(visitorId)), Buffer.from(signature)) ? visitorId : null;
    },
  };
}
