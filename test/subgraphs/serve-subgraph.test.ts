import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '../../schema/identity.ts';
import { encodeIdentity, IDENTITY_HEADER, REQUEST_ID_HEADER, SIGNATURE_HEADER, SIGNATURE_LIFETIME_MS, signRequest } from '../../schema/request-signature.ts';
import type { SubgraphExecutor, SubgraphRequest } from '../../schema/subgraph-request.ts';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/index.ts';
import { BODY_LIMIT_BYTES } from '../../subgraphs/serve/serve-subgraph.ts';
import { recordingLog } from './support.ts';

const NOW = 1_800_000_000_000;
const secret = randomBytes(32).toString('hex');
const analyst: Identity = { role: 'ANALYST', userId: 'ann', visitorId: null };

let served: ServedSubgraph | undefined;
afterEach(() => served?.close());

const log = recordingLog();

async function serve(executor: SubgraphExecutor): Promise<ServedSubgraph> {
  served = await serveSubgraph({ executor, host: '127.0.0.1', port: 0, secret, now: () => NOW, log });
  return served;
}

interface PostOptions {
  readonly secret?: string;
  readonly at?: number;
  readonly identity?: Identity;
  /** Sent in place of the identity that was signed. */
  readonly claimed?: Identity;
  readonly sentBody?: string;
  readonly signal?: AbortSignal;
}

function post(url: string, body: string, options: PostOptions = {}): Promise<Response> {
  const identity = encodeIdentity(options.identity ?? ANONYMOUS);
  return fetch(url, {
    method: 'POST',
    body: options.sentBody ?? body,
    headers: {
      'content-type': 'application/json',
      [REQUEST_ID_HEADER]: 'request-7',
      [IDENTITY_HEADER]: options.claimed === undefined ? identity : encodeIdentity(options.claimed),
      [SIGNATURE_HEADER]: signRequest({ body, requestId: 'request-7', identity }, options.secret ?? secret, options.at ?? NOW),
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

const body = JSON.stringify({ query: 'query A($id: ID!) { a(id: $id) }', variables: { id: '1' }, operationName: 'A' });

describe('a served subgraph', () => {
  it('hands a signed request to its executor, whole, and answers with what comes back', async () => {
    const seen: SubgraphRequest[] = [];
    const { url } = await serve(async (request) => {
      seen.push(request);
      return { data: { a: null }, errors: [{ message: 'gone', path: ['a'], extensions: { code: 'UNAVAILABLE' } }] };
    });
    const response = await post(url, body, { identity: analyst });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { a: null }, errors: [{ message: 'gone', path: ['a'], extensions: { code: 'UNAVAILABLE' } }] });
    expect(seen).toMatchObject([{ ...JSON.parse(body), identity: analyst, requestId: 'request-7' }]);
  });

  it('fills in what a request leaves out', async () => {
    const seen: SubgraphRequest[] = [];
    const { url } = await serve(async (request) => {
      seen.push(request);
      return { data: {} };
    });
    await post(url, '{"query":"{ a }"}');
    expect(seen).toMatchObject([{ query: '{ a }', variables: {}, operationName: null }]);
  });

  it.each<[string, PostOptions]>([
    ['with another secret', { secret: 'x'.repeat(32) }],
    ['too long ago', { at: NOW - SIGNATURE_LIFETIME_MS - 1 }],
    ['in the future', { at: NOW + SIGNATURE_LIFETIME_MS + 1 }],
    ['for another body', { sentBody: '{"query":"{ b }"}' }],
    ['for another identity', { claimed: { role: 'ADMIN', userId: 'mallory', visitorId: null } }],
  ])('refuses what was signed %s', async (_what, options) => {
    const { url } = await serve(() => Promise.reject(new Error('must not run')));
    const response = await post(url, body, options);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  });

  it('refuses what is not signed at all', async () => {
    const { url } = await serve(() => Promise.reject(new Error('must not run')));
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(401);
  });

  it.each([['not JSON', '{'], ['no query', '{"variables":{}}'], ['variables of another kind', '{"query":"{ a }","variables":[1]}']])(
    'answers 400 where the body is %s',
    async (_what, text) => {
      const { url } = await serve(() => Promise.reject(new Error('must not run')));
      const response = await post(url, text);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    },
  );

  it('answers 413 to a body that is too large', async () => {
    const { url } = await serve(() => Promise.reject(new Error('must not run')));
    expect((await post(url, ' '.repeat(BODY_LIMIT_BYTES + 1))).status).toBe(413);
  });

  it('masks and logs what its executor should never throw', async () => {
    const { url } = await serve(() => Promise.reject(new Error('a secret')));
    const response = await post(url, body);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(log.entries.at(-1)?.details['err']).toMatchObject({ message: 'a secret' });
  });

  it('aborts the request when the client goes away', async () => {
    const started = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    const { url } = await serve(({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve());
      started.resolve();
      return aborted.promise.then(() => ({ data: {} }));
    });
    const client = new AbortController();
    const answer = post(url, body, { signal: client.signal });
    await started.promise;
    client.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await aborted.promise;
  });

  it('says that it is well, to anyone, and frees its port when closed', async () => {
    const running = await serve(() => Promise.reject(new Error('must not run')));
    const health = new URL('/health/live', running.url);
    expect(await (await fetch(health)).json()).toEqual({ status: 'ok' });
    await running.close();
    await expect(fetch(health)).rejects.toThrow('fetch failed');
  });
});
