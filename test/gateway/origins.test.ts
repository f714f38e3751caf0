import { describe, expect, it } from 'vitest';
import { openGateway, type TestGateway } from './support/open-gateway.ts';

const SHOP = 'https://shop.example';
const OPEN = { allowedOrigins: [SHOP, 'https://m.shop.example'] };

const preflight = (gateway: TestGateway, origin: string): Promise<Response> =>
  fetch(`${gateway.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type,x-visitor-id' },
  });

/** What a browser reads of it. */
function crossOrigin(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('a page of another origin', () => {
  it.each(OPEN.allowedOrigins)('may ask where it is allowed: %s', async (origin) => {
    await using gateway = await openGateway(OPEN);
    const asked = await preflight(gateway, origin);
    expect([asked.status, await asked.text()]).toEqual([204, '']);
    expect(crossOrigin(asked.headers)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization,content-type,x-visitor-id',
      'access-control-expose-headers': 'x-visitor-id, x-request-id',
      'access-control-max-age': '7200',
    });
    const answer = await gateway.ask('{ me { name } }', { headers: { origin } });
    expect(answer).toMatchObject({ status: 200, data: { me: { name: 'Ada' } } });
    expect(crossOrigin(answer.headers)).toEqual({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-visitor-id, x-request-id' });
    expect(answer.headers.get('x-visitor-id')).not.toBeNull();
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  });

  it('may read why it was refused', async () => {
    await using gateway = await openGateway(OPEN);
    const answer = await gateway.ask('{ me { name } }', { headers: { origin: SHOP, authorization: 'Bearer none' } });
    expect(answer.status).toBe(401);
    expect(crossOrigin(answer.headers)).toMatchObject({ 'access-control-allow-origin': SHOP });
  });

  it.each([
    ['another', OPEN, 'https://evil.example'],
    ['one that begins like it', OPEN, `${SHOP}.evil.example`],
    ['the same over http', OPEN, 'http://shop.example'],
    ['a file', OPEN, 'null'],
    ['any, where none is allowed', {}, SHOP],
  ])('gets no headers where it is %s', async (_what, options, origin) => {
    await using gateway = await openGateway(options);
    const refused = await preflight(gateway, origin);
    expect([refused.status, crossOrigin(refused.headers)]).toEqual([405, {}]);
    const answer = await gateway.ask('{ me { name } }', { headers: { origin } });
    expect([answer.status, crossOrigin(answer.headers)]).toEqual([200, {}]);
  });

  it('has nothing but the API opened to it', async () => {
    await using gateway = await openGateway(OPEN);
    for (const path of ['/metrics', '/health/ready', '/nowhere']) {
      const { headers } = await fetch(gateway.url + path, { headers: { origin: SHOP } });
      expect(crossOrigin(headers)).toEqual({});
    }
  });
});
