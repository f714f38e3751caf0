import { randomBytes } from 'node:crypto';
import { signToken } from '../../../gateway/index.ts';
import type { Answer, World } from './world.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
/** No answer takes so long: a gateway has deadlines. */
const ANSWER_MS = 30_000;

/** Those who call a shop's API. */
export interface Clients {
  /** What the shop's processes need to know. */
  readonly environment: Readonly<Record<string, string>>;
  send: World['send'];
}

/** Clients with secrets of their own making. @param url - Where the API is now; null: nowhere. */
export function createClients(url: () => string | null): Clients {
  const secret = (): string => randomBytes(32).toString('base64url');
  const tokenSecret = secret();
  // From long ago, so that no clock set back finds them to be of the future.
  const sign = (role: 'ADMIN' | 'SHOPPER', subject: string): Promise<string> =>
    signToken({ role, subject, expiresInSeconds: (5 * WEEK_MS) / 1_000, secret: tokenSecret, now: () => Date.now() - WEEK_MS });
  const admin = sign('ADMIN', 'admin@aisle');
  return {
    environment: { AISLE_TOKEN_SECRET: tokenSecret, AISLE_VISITOR_SECRET: secret(), AISLE_SUBGRAPH_SECRET: secret() },
    async send(query, variables = {}, shopper) {
      const target = url();
      if (target === null) throw new TypeError('The shop is not there.', { cause: { code: 'ECONNREFUSED' } });
      const token = await (shopper === undefined ? admin : sign('SHOPPER', shopper));
      const response = await fetch(target, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return (await response.json()) as Answer;
    },
  };
}
