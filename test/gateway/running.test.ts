import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createGateway } from '../../gateway/index.ts';
import type { SubgraphResponse } from '../../schema/subgraph-request.ts';
import { openGateway, SECRETS } from './support/open-gateway.ts';

describe('secrets', () => {
  it.each(['0.0.0.0', '::', '192.168.1.1', 'shop.example', '::ffff:0.0.0.0', '127.evil.example'])('of its own are needed to listen on %s', async (host) => {
    await expect(openGateway({ host })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(/AISLE_TOKEN_SECRET, AISLE_VISITOR_SECRET, AISLE_SUBGRAPH_SECRET/) as string,
    });
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost'])('are not needed on %s', async (host) => {
    await using gateway = await openGateway({ host });
    expect((await gateway.get('/health/live')).status).toBe(200);
  });

  it('once configured let it listen everywhere', async () => {
    await using gateway = await openGateway({ host: '0.0.0.0', secretsConfigured: true });
    expect((await gateway.get('/health/live')).status).toBe(200);
  });

  it.each(['token', 'visitor', 'subgraph'] as const)('that are short are refused: %s', async (name) => {
    const secret = 'é'.repeat(15) + 'x';
    await expect(openGateway({ secrets: { ...SECRETS, [name]: secret } })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: `AISLE_${name.toUpperCase()}_SECRET: expected at least 32 bytes, got 31.`,
    });
  });

  it('never show in the error', async () => {
    const error = await createGatewayError('a-short-secret');
    expect(JSON.stringify(error) + error.message).not.toContain('a-short-secret');
  });
});

async function createGatewayError(token: string): Promise<Error> {
  try {
    await openGateway({ secrets: { ...SECRETS, token } });
  } catch (error) {
    return error as Error;
  }
  throw new Error(`expected ${createGateway.name} to refuse`);
}

describe('health, metrics and log', () => {
  it('say what is ready', async () => {
    let ready = false;
    await using gateway = await openGateway({ isReady: async () => ({ ready, checks: { catalog: ready ? 'ok' : 'unavailable' } }) });
    expect((await gateway.get('/health/live')).status).toBe(200);
    const before = await gateway.get('/health/ready');
    expect([before.status, await before.json()]).toEqual([503, { status: 'unavailable', checks: { catalog: 'unavailable' } }]);
    ready = true;
    const after = await gateway.get('/health/ready');
    expect([after.status, await after.json()]).toEqual([200, { status: 'ok', checks: { catalog: 'ok' } }]);
  });

  it('count requests, calls and errors, with operation names bounded', async () => {
    await using gateway = await openGateway();
    await gateway.ask('query Mine { me { name } fail(how: "role") }');
    await Promise.all(Array.from({ length: 110 }, (_, index) => gateway.ask(`query Made${index} { me { name } }`)));
    const text = await (await gateway.get('/metrics')).text();
    expect(text).toContain('aisle_request_duration_seconds_count{operation="Mine",status="200"} 1');
    expect(text).toMatch(/aisle_request_duration_seconds_count\{operation="other",status="200"\} 11\b/);
    expect(text).toContain('aisle_subgraph_call_duration_seconds_count{subgraph="users",outcome="answered"} 111');
    expect(text).toContain('aisle_errors_total{code="FORBIDDEN"} 1');
    expect(text).toMatch(/aisle_event_loop_lag_seconds\{quantile="0.99"\} [\d.e-]+/);
  });

  it('tell the request by its id, and nothing that the caller typed', async () => {
    await using gateway = await openGateway();
    await gateway.ask('query Look($id: ID!) { product(id: $id) { title } fail(how: "bug") }', {
      variables: { id: 'secret-wish' },
      headers: { 'x-request-id': 'request-1234' },
    });
    await gateway.send({ headers: { 'apollo-require-preflight': '1' } }, '?query={product(id:"secret-wish"){title}}');
    const line = gateway.lines.find(({ msg, requestId }) => msg === 'request' && requestId === 'request-1234');
    expect(line).toMatchObject({ method: 'POST', route: '/graphql', operation: 'Look', status: 200, errorCodes: ['INTERNAL_SERVER_ERROR'] });
    expect(JSON.stringify(gateway.lines)).not.toContain('secret-wish');
  });

  it.each(['short', 'with space in it', 'x'.repeat(200), 'line\tbreak-123'])('replace an odd request id: %j', async (given) => {
    await using gateway = await openGateway();
    const { headers } = await gateway.ask('{ me { name } }', { headers: { 'x-request-id': given } });
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });
});

/** A gateway whose users subgraph answers when told. */
async function openSlow(drainMs: number) {
  const started = Promise.withResolvers<void>();
  const response = Promise.withResolvers<SubgraphResponse>();
  const execute = () => {
    started.resolve();
    return response.promise;
  };
  const gateway = await openGateway({ drainMs, deadlineMs: 60_000, subgraphs: { users: { kind: 'in-process', execute } } });
  return { gateway, started: started.promise, finish: () => response.resolve({ data: { me: { name: 'Ada' } } }) };
}

describe('shutdown', () => {
  it('finishes a request in flight, and closes idle connections', async () => {
    const { gateway, started, finish } = await openSlow(60_000);
    const { port } = new URL(gateway.url);
    const idle = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => {
      idle.once('connect', resolve);
    });
    idle.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    await new Promise((resolve) => {
      idle.once('data', resolve);
    });
    const asked = gateway.ask('{ me { name } }');
    await started;
    let closed = false;
    const closing = gateway.close().then(() => {
      closed = true;
      return closed;
    });
    await new Promise((resolve) => {
      idle.once('close', resolve);
    });
    await expect(gateway.get('/health/live')).rejects.toThrow('fetch failed');
    expect(closed).toBe(false);
    finish();
    const { data, headers } = await asked;
    expect(data).toEqual({ me: { name: 'Ada' } });
    expect(headers.get('connection')).toBe('close');
    await closing;
  });

  it('answers what does not finish in time as unavailable', async () => {
    const { gateway, started } = await openSlow(20);
    const asked = gateway.ask('{ me { name } }');
    await started;
    await gateway.close();
    expect(await asked).toMatchObject({
      status: 200,
      data: { me: null },
      errors: [{ path: ['me'], extensions: { code: 'UNAVAILABLE', reason: 'REQUEST_ABORTED' } }],
    });
  });

  it('can be asked for twice, and frees the port', async () => {
    const gateway = await openGateway();
    await Promise.all([gateway.close(), gateway.close()]);
    await using again = await openGateway({ port: Number(new URL(gateway.url).port) });
    await expect(openGateway({ port: Number(new URL(again.url).port) })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('EADDRINUSE') as string,
    });
  });
});

describe('the explorer', () => {
  it('is there in development only', async () => {
    await using production = await openGateway();
    expect((await production.get('/')).status).toBe(404);
    expect((await production.get('/explorer')).status).toBe(404);
    await using development = await openGateway({ development: true });
    const root = await development.get('/');
    expect([root.status, root.headers.get('location')]).toEqual([302, '/explorer']);
  });

  it('needs nothing from outside: what its page names is served here', async () => {
    await using gateway = await openGateway({ development: true });
    const page = await gateway.get('/explorer');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!).filter((link) => !link.startsWith('data:'));
    expect(links.length).toBeGreaterThan(4);
    for (const link of [...links, '/explorer/examples.json']) {
      expect(link).toMatch(/^\/explorer\//);
      const asset = await gateway.get(link);
      expect(asset.status).toBe(200);
      const text = await asset.text();
      expect(text.length).toBeGreaterThan(50);
      // Of a style sheet only: scripts hold the pattern as text.
      const outside = link.endsWith('.css') ? /url\((?!["']?data:)|@import/.exec(text) : null;
      expect(outside).toBeNull();
    }
  });
});
