import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { SubgraphExecutor } from '../../schema/subgraph-request.ts';
import { openGateway, SECRETS } from './support/open-gateway.ts';
import { closedUrl, openRawServer } from './support/raw-server.ts';
import { createHttpExecutor } from '../../gateway/subgraph/http-executor.ts';
import { ANONYMOUS } from '../../schema/identity.ts';

const QUERY = '{ me { name } product(id: "p1") { title similar(first: 2) { id } } trending(first: 2) { id score } }';
/** What is left of it without recommendations. */
const REST = { me: { name: 'Ada' }, product: { title: 'Title of p1', similar: null }, trending: null };
const UNAVAILABLE = {
  message: 'A part of the service did not answer in time; the call may be repeated.',
  extensions: { code: 'UNAVAILABLE', reason: 'SUBGRAPH_UNAVAILABLE' },
};

const hang: RequestListener = () => undefined;
const answer =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

const HTTP_FAULTS: readonly (readonly [string, RequestListener])[] = [
  ['hangs', hang],
  ['hangs in the middle of its answer', (_request, response) => void response.writeHead(200).write('{"data":')],
  ['closes the connection', (request) => void request.socket.destroy()],
  ['answers 500', answer(500, '{"data":{"trending":[]}}')],
  ['answers 404', answer(404, 'Not found')],
  ['answers a page', answer(200, '<html>10.0.0.7</html>')],
  ['answers half a JSON', answer(200, '{"data":{"trending":')],
  ['answers a JSON that is no response', answer(200, '[1]')],
  ['answers neither data nor errors', answer(200, '{}')],
  ['answers data that is no object', answer(200, '{"data":"x"}')],
  ['answers errors that are none', answer(200, '{"data":null,"errors":["x"]}')],
  ['answers nothing', answer(200, '')],
];

describe('a subgraph that does not answer leaves the rest of the answer standing', () => {
  it.each(HTTP_FAULTS)('when it %s', async (_name, listener) => {
    await using server = await openRawServer(listener);
    await using gateway = await openGateway({ subgraphs: { recommendations: { kind: 'http', url: server.url } }, deadlineMs: 150 });
    const { status, data, errors } = await gateway.ask(QUERY);
    expect(status).toBe(200);
    expect(data).toEqual(REST);
    expect(errors?.toSorted(byPath)).toEqual([
      { ...UNAVAILABLE, path: ['product', 'similar'] },
      { ...UNAVAILABLE, path: ['trending'] },
    ]);
  });

  it('when nobody listens', async () => {
    await using gateway = await openGateway({ subgraphs: { recommendations: { kind: 'http', url: await closedUrl() } } });
    const { data, errors } = await gateway.ask(QUERY);
    expect(data).toEqual(REST);
    expect(errors).toHaveLength(2);
  });

  const IN_PROCESS: readonly (readonly [string, SubgraphExecutor])[] = [
    ['hangs and ignores its signal', () => new Promise(() => undefined)],
    ['hangs until its signal', ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))],
  ];
  it.each(IN_PROCESS)('when it %s in process', async (_name, execute) => {
    await using gateway = await openGateway({ subgraphs: { recommendations: { kind: 'in-process', execute } }, deadlineMs: 50 });
    const { data, errors } = await gateway.ask(QUERY);
    expect(data).toEqual(REST);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  it('masks what an executor throws against its promise', async () => {
    await using gateway = await openGateway({
      subgraphs: {
        recommendations: {
          kind: 'in-process',
          execute: async () => {
            throw new TypeError('secret of the inside');
          },
        },
      },
    });
    const { data, errors } = await gateway.ask('{ me { name } trending { id } }');
    expect(data).toEqual({ me: { name: 'Ada' }, trending: null });
    expect(errors).toEqual([{ message: 'Unexpected error.', path: ['trending'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });

  it('tells each field of each entity that is missing', async () => {
    await using gateway = await openGateway({ subgraphs: { catalog: { kind: 'http', url: await closedUrl() } } });
    const { data, errors } = await gateway.ask('{ trending(first: 2) { id label: title price } }');
    // The title is never null, so the null climbs to the list.
    expect(data).toEqual({ trending: null });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['trending.0.label', 'trending.0.price', 'trending.1.label', 'trending.1.price']);
  });

  it('costs its deadline once, and is found well again', async () => {
    let calls = 0;
    let well = false;
    let clock = 1_000_000;
    await using gateway = await openGateway({
      now: () => clock,
      deadlineMs: 50,
      breaker: { failures: 5, coolDownMs: 1_000 },
      subgraphs: {
        users: {
          kind: 'in-process',
          execute: async () => {
            calls++;
            return well ? { data: { me: { name: 'Ada' } } } : new Promise(() => undefined);
          },
        },
      },
    });
    const ask = async () => (await gateway.ask('{ me { name } }')).data;
    expect(await ask()).toEqual({ me: null });
    expect(await ask()).toEqual({ me: null });
    expect(await ask()).toEqual({ me: null });
    expect(calls).toBe(1);
    expect(await (await gateway.get('/metrics')).text()).toContain('aisle_subgraph_breaker_open{subgraph="users"} 1');
    clock += 1_000;
    well = true;
    expect(await ask()).toEqual({ me: { name: 'Ada' } });
    expect(await (await gateway.get('/metrics')).text()).toContain('aisle_subgraph_breaker_open{subgraph="users"} 0');
  });
});

const request = { query: '{ me }', variables: {}, operationName: null, identity: ANONYMOUS, requestId: 'r', signal: new AbortController().signal };

function open(url: string, responseMaxBytes = 1_000_000) {
  return createHttpExecutor({ url, secret: SECRETS.subgraph, now: Date.now, responseMaxBytes });
}

describe('the HTTP side of a subgraph', () => {
  it('repeats a query once on another connection, never a mutation', async () => {
    let connections = 0;
    await using server = await openRawServer((incoming, response) => {
      connections++;
      if (connections % 2 === 1) incoming.socket.destroy();
      else response.end('{"data":{"me":{"name":"Ada"}}}');
    });
    await using gateway = await openGateway({
      subgraphs: { users: { kind: 'http', url: server.url }, catalog: { kind: 'http', url: server.url } },
    });
    expect((await gateway.ask('{ me { name } }')).data).toEqual({ me: { name: 'Ada' } });
    expect(connections).toBe(2);
    expect((await gateway.ask('mutation { rename(id: "p1", title: "x") { id } }')).data).toEqual({ rename: null });
    expect(connections).toBe(3);
  });

  it('reads no more than its bound', async () => {
    await using server = await openRawServer(answer(200, JSON.stringify({ data: { me: 'x'.repeat(2_000) } })));
    const small = open(server.url, 1_000);
    await expect(small.execute(request)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', details: { fault: 'too-large' } });
    await small.close();
    const large = open(server.url, 10_000);
    await expect(large.execute(request)).resolves.toEqual({ data: { me: 'x'.repeat(2_000) } });
    await large.close();
  });

  it('keeps its connections', async () => {
    const sockets = new Set<unknown>();
    await using server = await openRawServer((incoming, response) => {
      sockets.add(incoming.socket);
      incoming.resume().on('end', () => response.end('{"data":{}}'));
    });
    const { execute, close } = open(server.url);
    for (let round = 0; round < 20; round++) await execute(request);
    await close();
    // A second one where the first was not yet free for the next call.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('refuses variables that no JSON can hold', async () => {
    const { execute, close } = open('http://127.0.0.1:1/graphql');
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    await expect(execute({ ...request, variables: { deep } })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await close();
  });
});

function byPath({ path: a }: { path?: unknown[] }, { path: b }: { path?: unknown[] }): number {
  return String(a).localeCompare(String(b));
}
