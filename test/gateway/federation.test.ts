import { describe, expect, it } from 'vitest';
import { SUBGRAPH_NAMES, type SubgraphName, type SubgraphRequest } from '../../schema/subgraph-request.ts';
import type { SubgraphLocation } from '../../gateway/index.ts';
import { serveSubgraph } from '../../subgraphs/index.ts';
import { NOW, openGateway, SECRETS, type TestGateway, type TestGatewayOptions } from './support/open-gateway.ts';
import { SMALL_SHOP } from './support/small-shop.ts';

interface Opened extends AsyncDisposable {
  readonly gateway: TestGateway;
  /** What reached the subgraphs. */
  readonly requests: Map<SubgraphName, SubgraphRequest[]>;
}

async function openShop(kind: SubgraphLocation['kind'], options: TestGatewayOptions = {}): Promise<Opened> {
  const resources = new AsyncDisposableStack();
  const requests = new Map<SubgraphName, SubgraphRequest[]>(SUBGRAPH_NAMES.map((name) => [name, []]));
  const subgraphs: Partial<Record<SubgraphName, SubgraphLocation>> = {};
  for (const name of SUBGRAPH_NAMES) {
    const execute = async (request: SubgraphRequest) => {
      requests.get(name)!.push(request);
      return SMALL_SHOP.executors[name](request);
    };
    if (kind === 'in-process') subgraphs[name] = { kind, execute };
    else {
      const served = resources.use(
        await serveSubgraph({ executor: execute, host: '127.0.0.1', port: 0, secret: SECRETS.subgraph, now: () => NOW, log: { error: () => undefined } }),
      );
      subgraphs[name] = { kind, url: served.url };
    }
  }
  const gateway = resources.use(await openGateway({ subgraphs, ...options }));
  return { gateway, requests, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

describe.each(['in-process', 'http'] as const)('the gateway over subgraphs %s', (kind) => {
  it('joins what the subgraphs know into one answer', async () => {
    await using shop = await openShop(kind);
    const { status, data, errors } = await shop.gateway.ask(
      'query Page($id: ID!) { product(id: $id) { id title similar(first: 2) { id title score } } me { name favourite { title } } trending { id } }',
      { variables: { id: 'p9' } },
    );
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toEqual({
      product: {
        id: 'p9',
        title: 'Title of p9',
        similar: [
          { id: 'p1', title: 'Title of p1', score: 0.5 },
          { id: 'p2', title: 'Title of p2', score: 0.5 },
        ],
      },
      me: { name: 'Ada', favourite: { title: 'Title of p7' } },
      trending: [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }],
    });
  });

  it('names the argument where a variable is null for it that may only be left out, on entities too', async () => {
    await using shop = await openShop(kind);
    const query = 'query Q($first: Int) { trending(first: $first) { id } product(id: "p9") { id similar(first: $first) { id } } }';
    const { status, data, errors } = await shop.gateway.ask(query, { variables: { first: null } });
    const refused = { message: 'Argument "first" of non-null type "Int!" must not be null.', extensions: { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' } };
    expect({ status, data }).toEqual({ status: 200, data: { trending: null, product: { id: 'p9', similar: null } } });
    expect(errors).toHaveLength(2);
    expect(errors).toEqual(expect.arrayContaining([{ ...refused, path: ['trending'] }, { ...refused, path: ['product', 'similar'] }]));
    expect(shop.gateway.lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it('names the argument where a literal is none of its scalar, which only the subgraph knows', async () => {
    await using shop = await openShop(kind);
    const { data, errors } = await shop.gateway.ask('{ sales(at: "soon") me { name } }');
    expect(data).toEqual({ sales: null, me: { name: 'Ada' } });
    expect(errors).toEqual([
      {
        message: 'sales(at): Expected an RFC 3339 instant such as 2026-01-31T12:00:00Z, got "soon".',
        extensions: { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' },
      },
    ]);
  });

  it('runs mutations', async () => {
    await using shop = await openShop(kind);
    const { data } = await shop.gateway.ask('mutation { rename(id: "p1", title: "New") { title similar(first: 1) { id } } }');
    expect(data).toEqual({ rename: { title: 'New', similar: [{ id: 'p1' }] } });
  });

  it.each([
    ['conflict', { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' }, 'how: expected something else.'],
    ['role', { code: 'FORBIDDEN', reason: 'ROLE_MISSING' }, 'fail: expected a token with the role ADMIN.'],
    ['store', { code: 'UNAVAILABLE', reason: 'CATALOG_STORE_UNAVAILABLE' }, 'The catalog store did not answer in time; the call may be repeated.'],
    ['bug', { code: 'INTERNAL_SERVER_ERROR' }, 'Unexpected error.'],
  ])('restores the code of an error of kind %s and tells nothing else', async (how, extensions, message) => {
    await using shop = await openShop(kind);
    const { data, errors } = await shop.gateway.ask('query Fail($how: String!) { fail(how: $how) me { name } }', { variables: { how } });
    expect(data).toEqual({ fail: null, me: { name: 'Ada' } });
    expect(errors).toEqual([{ message, path: ['fail'], extensions }]);
  });

  it('vouches for the caller and passes the request id on', async () => {
    await using shop = await openShop(kind);
    const { headers } = await shop.gateway.ask('{ me { name favourite { title } } }', { headers: { 'x-request-id': 'request-0815' } });
    expect(headers.get('x-request-id')).toBe('request-0815');
    const visitorId = headers.get('x-visitor-id')!.split('.')[0];
    for (const name of ['users', 'catalog'] as const) {
      expect(shop.requests.get(name)).toMatchObject([{ requestId: 'request-0815', identity: { role: 'ANONYMOUS', userId: null, visitorId } }]);
    }
  });

  it('calls a subgraph once for all entities of a list', async () => {
    await using shop = await openShop(kind);
    await shop.gateway.ask('{ trending(first: 20) { title } }');
    expect(shop.requests.get('catalog')).toHaveLength(1);
    expect(shop.requests.get('catalog')![0]!.variables['representations']).toHaveLength(20);
  });

  it('aborts what runs when the client goes away', async () => {
    const started = Promise.withResolvers<AbortSignal>();
    const execute = ({ signal }: SubgraphRequest) => {
      started.resolve(signal);
      return new Promise<never>(() => undefined);
    };
    await using resources = new AsyncDisposableStack();
    const location: SubgraphLocation =
      kind === 'in-process'
        ? { kind, execute }
        : {
            kind,
            url: resources.use(
              await serveSubgraph({ executor: execute, host: '127.0.0.1', port: 0, secret: SECRETS.subgraph, now: () => NOW, log: { error: () => undefined } }),
            ).url,
          };
    const gateway = resources.use(await openGateway({ subgraphs: { users: location }, deadlineMs: 60_000 }));
    const client = new AbortController();
    const asked = gateway.send({ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ me { name } }"}', signal: client.signal });
    const signal = await started.promise;
    expect(signal.aborted).toBe(false);
    const aborted = new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    client.abort();
    await expect(asked).rejects.toThrow('abort');
    await aborted;
  });
});

describe('the signature between gateway and subgraph', () => {
  it('is refused where the secrets differ, which a client sees as an unavailable part', async () => {
    await using shop = await openShop('http', { secrets: { ...SECRETS, subgraph: 'x'.repeat(32) } });
    const { data, errors } = await shop.gateway.ask('{ me { name } }');
    expect(data).toEqual({ me: null });
    expect(errors).toMatchObject([{ path: ['me'], extensions: { code: 'UNAVAILABLE', reason: 'SUBGRAPH_UNAVAILABLE' } }]);
    expect(shop.requests.get('users')).toEqual([]);
  });
});

describe('values that break the schema', () => {
  it('come as masked errors, not as news of the inside', async () => {
    await using gateway = await openGateway({
      subgraphs: { catalog: { kind: 'in-process', execute: async () => ({ data: { broken: { value: null } } }) } },
    });
    const answer = await gateway.ask('{ broken { value } me { name } }');
    expect(answer.data).toEqual({ broken: null, me: { name: 'Ada' } });
    expect(answer.errors).toEqual([{ message: 'Unexpected error.', path: ['broken', 'value'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(answer.extensions).toBeUndefined();
  });

  it('mask a code that no client knows', async () => {
    await using gateway = await openGateway({
      subgraphs: {
        catalog: { kind: 'in-process', execute: async () => ({ data: { caller: null }, errors: [{ message: 'host db7', path: ['caller'], extensions: { code: 'ECONNREFUSED' } }] }) },
      },
    });
    const { errors } = await gateway.ask('{ caller }');
    expect(errors).toEqual([{ message: 'Unexpected error.', path: ['caller'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });
});
