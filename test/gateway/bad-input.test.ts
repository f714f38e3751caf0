import { describe, expect, it } from 'vitest';
import { openGateway, type TestGateway } from './support/open-gateway.ts';
import { wholeMessage } from './support/whole-message.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = JSON_TYPE) => ({ method: 'POST', headers, body });
const query = (text: string, more: object = {}) => post(JSON.stringify({ query: text, ...more }));

const CASES: readonly (readonly [string, (gateway: TestGateway) => ReturnType<TestGateway['send']>, number, string, string | RegExp])[] = [
  ['a syntax error', (g) => g.send(query('{ me {')), 400, 'QUERY_INVALID', 'Syntax Error: Expected Name, found <EOF>.'],
  ['an unknown field', (g) => g.send(query('{ nobody }')), 400, 'QUERY_INVALID', 'Cannot query field "nobody" on type "Query".'],
  ['a missing argument', (g) => g.send(query('{ product { id } }')), 400, 'QUERY_INVALID', /argument "id" of type "ID!" is required/],
  ['a literal of a wrong type', (g) => g.send(query('{ trending(first: "x") { id } }')), 400, 'QUERY_INVALID', 'trending(first): Int cannot represent non-integer value: "x"'],
  [
    'a default of a wrong type',
    (g) => g.send(query('query Q($first: Int = "x") { trending(first: $first) { id } }')),
    400,
    'QUERY_INVALID',
    '$first: Int cannot represent non-integer value: "x"',
  ],
  [
    'a variable of a wrong type',
    (g) => g.send(query('query Q($first: Int!) { trending(first: $first) { id } }', { variables: { first: 'x' } })),
    400,
    'INPUT_INVALID',
    'Variable "$first" got invalid value "x"; Int cannot represent non-integer value: "x"',
  ],
  [
    'a missing variable',
    (g) => g.send(query('query Q($first: Int!) { trending(first: $first) { id } }')),
    400,
    'INPUT_INVALID',
    'Variable "$first" of required type "Int!" was not provided.',
  ],
  [
    'a null in a list',
    (g) => g.send(query('query Q($ids: [ID!]!) { products(ids: $ids) { id } }', { variables: { ids: ['p1', null] } })),
    400,
    'INPUT_INVALID',
    /"\$ids" got invalid value null at "ids\[1\]"/,
  ],
  ['an unknown operation name', (g) => g.send(query('query A { me { name } }', { operationName: 'B' })), 400, 'QUERY_INVALID', /operationName: .*"B"/],
  ['several operations and no name', (g) => g.send(query('query A { me { name } } query B { me { name } }')), 400, 'QUERY_INVALID', /operationName/],
  ['a subscription', (g) => g.send(query('subscription { nobody }')), 400, 'QUERY_INVALID', 'This API has no subscriptions; expected a query or a mutation.'],
  [
    'a subscription among others',
    (g) => g.send(query('query A { me { name } } subscription B { __typename }', { operationName: 'B' })),
    400,
    'QUERY_INVALID',
    /no subscriptions/,
  ],
  ['only a fragment', (g) => g.send(query('fragment F on User { name }')), 400, 'QUERY_INVALID', /operationName|never used/],
  ['no query', (g) => g.send(post('{"variables":{}}')), 400, 'REQUEST_INVALID', /non-empty `query`/],
  ['a query that is no text', (g) => g.send(post('{"query":1}')), 400, 'REQUEST_INVALID', /must be strings/],
  ['variables that are no object', (g) => g.send(query('{ me { name } }', { variables: [1] })), 400, 'REQUEST_INVALID', /`variables`/],
  ['a persisted query', (g) => g.send(post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}')), 200, 'REQUEST_INVALID', 'PersistedQueryNotSupported'],
  ['a batch', (g) => g.send(post('[{"query":"{ me { name } }"}]')), 400, 'REQUEST_INVALID', /batching/],
  ['half a JSON', (g) => g.send(post('{"query":')), 400, 'REQUEST_INVALID', /JSON/],
  ['a poisoned JSON', (g) => g.send(post('{"query":"{ me { name } }","__proto__":{"x":1}}')), 400, 'REQUEST_INVALID', /JSON/],
  ['an empty body', (g) => g.send(post('')), 400, 'REQUEST_INVALID', /empty/],
  ['a form', (g) => g.send(post('query=1', { 'content-type': 'application/x-www-form-urlencoded' })), 415, 'REQUEST_INVALID', /application\/json/],
  ['plain text, as a foreign page could post', (g) => g.send(post('{"query":"{ me { name } }"}', { 'content-type': 'text/plain' })), 415, 'REQUEST_INVALID', /application\/json/],
  ['a body of 11 MB', (g) => g.send(query('{ me { name } }', { variables: { x: 'x'.repeat(11_000_000) } })), 413, 'REQUEST_INVALID', /10 MB/],
  ['a GET as a foreign page could send', (g) => g.send({}, '?query={me{name}}'), 400, 'REQUEST_INVALID', /CSRF/],
  [
    'a mutation by GET',
    (g) => g.send({ headers: { 'apollo-require-preflight': '1' } }, `?query=${encodeURIComponent('mutation { rename(id: "1", title: "x") { id } }')}`),
    405,
    'REQUEST_INVALID',
    /GET requests only support query operations/,
  ],
  ['variables of a GET that are no JSON', (g) => g.send({ headers: JSON_TYPE }, '?query={me{name}}&variables={'), 400, 'REQUEST_INVALID', /variables/],
  ['a DELETE', (g) => g.send({ method: 'DELETE' }), 405, 'REQUEST_INVALID', /POST/],
  ['an accept header that fits nothing', (g) => g.send({ ...query('{ me { name } }'), headers: { ...JSON_TYPE, accept: 'image/png' } }), 406, 'REQUEST_INVALID', /accept/],
  ['introspection in production', (g) => g.send(query('{ __schema { types { name } } }')), 400, 'QUERY_INVALID', 'Introspection (__schema, __type) is off here.'],
];

describe('bad input', () => {
  it.each(CASES)('%s is refused with its code and what was expected', async (_name, send, status, reason, message) => {
    await using gateway = await openGateway();
    const answer = await send(gateway);
    expect(answer).toMatchObject({ status, errors: [{ extensions: { code: 'BAD_USER_INPUT', reason } }] });
    const [error] = answer.errors!;
    expect(Object.keys(error!.extensions).toSorted()).toEqual(['code', 'reason']);
    expect(error!.message).toMatch(wholeMessage(message));
    expect(JSON.stringify(answer.errors)).not.toMatch(/stack|node_modules|DOWNSTREAM|serviceName|Did you mean/);
    expect(answer.data).toBeUndefined();
  });

  it('in development, messages suggest names and introspection is on', async () => {
    await using gateway = await openGateway({ development: true });
    expect((await gateway.ask('{ trendin { id } }')).errors?.[0]?.message).toContain('Did you mean "trending"');
    expect((await gateway.ask('{ __type(name: "Product") { name } }')).data).toEqual({ __type: { name: 'Product' } });
  });

  it('takes a GET for a query from a client that is no foreign page', async () => {
    await using gateway = await openGateway();
    const { status, data } = await gateway.send({ headers: { 'apollo-require-preflight': '1' } }, '?query={me{name}}');
    expect({ status, data }).toEqual({ status: 200, data: { me: { name: 'Ada' } } });
  });

  it('answers a wrong Host header and an unknown path in the same shape', async () => {
    await using gateway = await openGateway();
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${gateway.url}/graphql`, { method: 'POST', headers: { host: 'a b', ...JSON_TYPE } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end('{"query":"{ me { name } }"}');
    });
    expect(status).toBe(400);
    const unknown = await gateway.get('/nowhere');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });
});
